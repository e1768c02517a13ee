/** Two embedding sets to Fréchet and kernel distances; pure states that merge, no Spark. */
@NullMarked
package org.synthassay.distance;

import org.jspecify.annotations.NullMarked;
