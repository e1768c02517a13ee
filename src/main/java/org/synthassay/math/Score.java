package org.synthassay.math;

/**
 * A score as results and readers meet it.
 *
 * @param section where it stands in metrics.json: {@code manifold} or {@code distance}
 * @param key its path behind the section, such as {@code copies.exact}; what another score {@code
 *     x} is expected to be is called {@code expected_x} and printed beside it
 * @param good which way is good, in a word or two
 * @param meaning what it says, in a sentence
 */
public record Score(
    String section, String key, String title, Form form, String good, String meaning) {
  private static final String EXPECTED = "expected_";

  /** What kind of number it is, and so how it is written and drawn. */
  public enum Form {
    /** From 0 to 1. */
    SHARE,
    /** Around 1. */
    RATIO,
    /** Of any size. */
    SIZE,
    COUNT
  }

  /** Whether it only says what another score is expected to be. */
  public boolean isExpectation() {
    return key.startsWith(EXPECTED);
  }

  /** The key of what it is expected to be. */
  public String expectation() {
    return EXPECTED + key;
  }
}
