/** The tables that users read, and what is counted from them. */
@NullMarked
package org.synthassay.spark.tables;

import org.jspecify.annotations.NullMarked;
