package org.synthassay.classifier;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a kernel's grid.
 *
 * @param gamma null for the linear kernel
 */
record Cell(double c, @Nullable Double gamma) implements Serializable {}
