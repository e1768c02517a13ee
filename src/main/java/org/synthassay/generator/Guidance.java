package org.synthassay.generator;

import java.io.Serializable;

/**
 * Classifier-free guidance: ε_u + scale·(ε_c − ε_u), ε_u from what {@code negative} says.
 *
 * @param number of the negative class where {@code negative} is CLASS
 */
public record Guidance(double scale, Negative negative, int number) implements Serializable {

  public static final Guidance NONE = new Guidance(1, Negative.NONE, -1);

  /** What a class is held against. */
  public enum Negative {
    NONE,
    /** Of classes 0 and 1, the other. */
    OTHER_CLASS,
    /** One class for all, such as the null class. */
    CLASS
  }

  public Guidance {
    if (scale != 1 && negative == Negative.NONE) {
      throw new IllegalArgumentException(
          "guidance.scale other than 1 needs negative = other-class or a class number");
    }
    if (negative == Negative.CLASS && number < 0) {
      throw new IllegalArgumentException("a class number must be >= 0, got " + number);
    }
  }

  /** A second pass is needed. */
  boolean isOn() {
    return scale != 1;
  }

  /** The class that {@code classNumber} is held against. */
  int against(int classNumber) {
    return negative == Negative.OTHER_CLASS ? 1 - classNumber : number;
  }
}
