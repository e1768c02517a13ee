/** Synthassay: the command line and the audit itself. */
@NullMarked
package org.synthassay;

import org.jspecify.annotations.NullMarked;
