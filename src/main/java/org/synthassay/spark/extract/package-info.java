/** The one expensive pass: images to features and embeddings, on executors. */
@NullMarked
package org.synthassay.spark.extract;

import org.jspecify.annotations.NullMarked;
