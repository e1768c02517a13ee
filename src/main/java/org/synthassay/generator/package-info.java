/** Networks to pictures: noise, schedules, samplers and bytes; no Spark. */
@NullMarked
package org.synthassay.generator;

import org.jspecify.annotations.NullMarked;
