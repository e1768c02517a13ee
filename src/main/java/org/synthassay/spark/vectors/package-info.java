/** Finished embeddings in files. */
@NullMarked
package org.synthassay.spark.vectors;

import org.jspecify.annotations.NullMarked;
