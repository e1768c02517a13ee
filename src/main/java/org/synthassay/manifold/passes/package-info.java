/** The order in which every pair of rows is passed over once, wherever the passes run. */
@NullMarked
package org.synthassay.manifold.passes;

import org.jspecify.annotations.NullMarked;
