/** Feature table to F1 and its companions: can a classifier tell real from synthetic? */
@NullMarked
package org.synthassay.classifier;

import org.jspecify.annotations.NullMarked;
