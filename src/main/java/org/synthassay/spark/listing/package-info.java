/** Every input as a row, without pixels, and which rows are taken. */
@NullMarked
package org.synthassay.spark.listing;

import org.jspecify.annotations.NullMarked;
