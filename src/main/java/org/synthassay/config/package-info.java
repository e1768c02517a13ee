/** Text to validated records, once. */
@NullMarked
package org.synthassay.config;

import org.jspecify.annotations.NullMarked;
