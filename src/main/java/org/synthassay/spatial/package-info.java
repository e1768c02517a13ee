/** Pixels to the eight spatial features; no Spark. */
@NullMarked
package org.synthassay.spatial;

import org.jspecify.annotations.NullMarked;
