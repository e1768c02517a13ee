/**
 * What scores are between halves of the sets: how far they vary, and what real images reach among
 * themselves; pure states that merge, no Spark.
 */
@NullMarked
package org.synthassay.calibration;

import org.jspecify.annotations.NullMarked;
