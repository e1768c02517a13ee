package org.synthassay.embedding;

import org.jspecify.annotations.Nullable;

/** A model that cannot be used: names the file and the rule that it breaks. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ModelException(String model, String rule, @Nullable Throwable cause) {
    super(model + ": " + rule, cause);
  }

  public ModelException(String model, String rule) {
    this(model, rule, null);
  }
}
