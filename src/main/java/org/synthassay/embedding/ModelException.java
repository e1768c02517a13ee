package org.synthassay.embedding;

import org.jspecify.annotations.Nullable;

/** A model that cannot be used: names the file and the rule that it breaks. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String key;
  private final String rule;

  private ModelException(String key, String model, String rule, @Nullable Throwable cause) {
    super(model + ": " + rule, cause);
    this.key = key;
    this.rule = rule;
  }

  public ModelException(String model, String rule, @Nullable Throwable cause) {
    this("model", model, rule, cause);
  }

  public ModelException(String model, String rule) {
    this(model, rule, null);
  }

  /** A fault that another setting of the network's than its file would mend. */
  public static ModelException of(String key, String model, String rule) {
    return new ModelException(key, model, rule, null);
  }

  /** The setting, of those of one network, that is at fault: mostly {@code model}. */
  public String key() {
    return key;
  }

  /** What is wrong, without the file's name. */
  public String rule() {
    return rule;
  }
}
