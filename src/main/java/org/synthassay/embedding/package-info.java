/** Pixels to embeddings: networks through DJL, and the built-in GIST descriptor; no Spark. */
@NullMarked
package org.synthassay.embedding;

import org.jspecify.annotations.NullMarked;
