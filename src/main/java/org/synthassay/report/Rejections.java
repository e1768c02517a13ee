package org.synthassay.report;

import java.util.List;
import java.util.Map;
import org.synthassay.math.Compared;

/**
 * The images that could not be used.
 *
 * @param counts per set: reason code → images
 * @param head the first of them, to be read
 */
public record Rejections(Compared<Map<String, Long>> counts, List<Row> head) {

  /** One rejected image: a row of rejected/. */
  public record Row(String set, String id, String code, String sentence) {}

  public static Rejections none() {
    return new Rejections(new Compared<>(Map.of(), Map.of()), List.of());
  }
}
