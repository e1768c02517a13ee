/** Bytes to pixels: decoding within limits, crop, scale, colour; no Spark. */
@NullMarked
package org.synthassay.image;

import org.jspecify.annotations.NullMarked;
