package org.synthassay.shard;

import java.math.BigDecimal;

/** A number of a table as the text that a CSV has of it: 10000000.0, not 1.0E7. */
public final class CellText {
  private CellText() {}

  /** Of float32. */
  public static String of(float value) {
    return of(value, Float.toString(value));
  }

  /** Of float64. */
  public static String of(double value) {
    return of(value, Double.toString(value));
  }

  /** Shortest digits, in plain decimals where it is finite. */
  private static String of(double value, String shortest) {
    if (!Double.isFinite(value)) {
      return shortest;
    }
    String plain = new BigDecimal(shortest).toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }
}
