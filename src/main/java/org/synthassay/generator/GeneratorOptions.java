package org.synthassay.generator;

import java.io.Serializable;
import java.util.List;

/** Which networks draw, and how. */
public sealed interface GeneratorOptions extends Serializable
    permits DiffusionOptions, OneShotOptions, DiffusersOptions {

  /** The files, as configured. */
  List<String> networks();
}
