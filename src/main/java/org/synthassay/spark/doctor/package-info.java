/** Whether driver and executors can run an audit: each fault with its remedy. */
@NullMarked
package org.synthassay.spark.doctor;

import org.jspecify.annotations.NullMarked;
