/** Results to JSON and HTML. */
@NullMarked
package org.synthassay.report;

import org.jspecify.annotations.NullMarked;
