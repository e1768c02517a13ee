/** Drawn phantoms with known faults: the demo's data. */
@NullMarked
package org.synthassay.phantom;

import org.jspecify.annotations.NullMarked;
