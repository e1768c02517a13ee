/** Generators on the cluster: a task draws a shard. */
@NullMarked
package org.synthassay.spark.draw;

import org.jspecify.annotations.NullMarked;
