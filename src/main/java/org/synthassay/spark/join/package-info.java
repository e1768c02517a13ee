/** The block join: every pair of rows once, in tasks. */
@NullMarked
package org.synthassay.spark.join;

import org.jspecify.annotations.NullMarked;
