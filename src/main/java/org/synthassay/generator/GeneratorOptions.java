package org.synthassay.generator;

import java.io.Serializable;
import java.util.List;
import org.synthassay.embedding.NetworkSource;

/** Which networks draw, and how. */
public sealed interface GeneratorOptions extends Serializable
    permits DiffusionOptions, OneShotOptions, DiffusersOptions {

  /** The networks, as configured. */
  List<NetworkSource> networks();
}
