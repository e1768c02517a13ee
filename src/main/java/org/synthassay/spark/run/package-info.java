/** The run itself: its folder, its stages, its Spark session, its jobs' names. */
@NullMarked
package org.synthassay.spark.run;

import org.jspecify.annotations.NullMarked;
