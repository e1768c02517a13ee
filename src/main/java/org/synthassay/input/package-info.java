/** What an audit is given: where its sets lie, how labels and groups are read, what is sampled. */
@NullMarked
package org.synthassay.input;

import org.jspecify.annotations.NullMarked;
