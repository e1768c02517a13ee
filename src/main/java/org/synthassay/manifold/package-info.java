/**
 * Two embedding sets to precision, recall and their companions; pure states that merge, no Spark.
 */
@NullMarked
package org.synthassay.manifold;

import org.jspecify.annotations.NullMarked;
