package org.synthassay.input;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written.
 *
 * @param separator null: the one of comma, semicolon, tab and bar that the header has most of
 * @param quote null: none
 * @param encoding a charset's name; null: as its byte order mark says, else UTF-8
 */
public record CsvOptions(
    @Nullable Character separator, @Nullable Character quote, @Nullable String encoding)
    implements Serializable {
  public CsvOptions {
    if (separator != null && separator.equals(quote)) {
      throw new IllegalArgumentException("separator and quote must differ, both are " + quote);
    }
  }

  /** What is told by the file itself, quotes as usual. */
  public static CsvOptions usual() {
    return new CsvOptions(null, '"', null);
  }
}
