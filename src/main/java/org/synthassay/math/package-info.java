/** Mergeable moments, symmetric eigenvalues, inner products, neighbour lists; no Spark. */
@NullMarked
package org.synthassay.math;

import org.jspecify.annotations.NullMarked;
