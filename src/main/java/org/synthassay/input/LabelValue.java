package org.synthassay.input;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A label as it stands in a folder's name or a table: text, compared as text. */
public final class LabelValue {
  private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  private LabelValue() {}

  /**
   * What two values have in common that are one: 1 and 1.0 and 1.00, as plain decimals of exactly
   * the same value. Codes are no decimals: 1D, 007 and 1e3 stay what they are. Nothing is the same
   * as blank.
   */
  public static String key(@Nullable String value) {
    String trimmed = value == null ? "" : value.strip();
    if (!PLAIN.matcher(trimmed).matches()) {
      return trimmed;
    }
    BigDecimal number = new BigDecimal(trimmed);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** True where {@code value} is one of {@code accepted}. */
  public static boolean accepts(List<String> accepted, @Nullable String value) {
    String key = key(value);
    return accepted.stream().anyMatch(one -> key(one).equals(key));
  }
}
