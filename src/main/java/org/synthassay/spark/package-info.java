/** The edge to Spark: listings, tables, transformers, the block join, job names. */
@NullMarked
package org.synthassay.spark;

import org.jspecify.annotations.NullMarked;
