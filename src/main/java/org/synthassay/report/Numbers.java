package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as a reader wants them: few digits, thousands apart, a true minus sign. */
final class Numbers {
  private Numbers() {}

  /** Three decimals: 0.712. */
  static String share(double value) {
    return minus(String.format(Locale.ROOT, "%.3f", value));
  }

  /** 12,345. */
  static String count(double value) {
    return minus(String.format(Locale.ROOT, "%,.0f", value));
  }

  /** Four significant digits: 143.3, 0.01234, 1.234e−7; whole thousands in full. */
  static String significant(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e9 || size < 1e-5) {
      return minus(String.format(Locale.ROOT, "%.3e", value).replace("e+", "e"));
    } else if (size >= 1000) {
      return count(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    BigDecimal plain = rounded.stripTrailingZeros();
    return minus((plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString());
  }

  /** A whole number as a count, any other to four digits. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? count(value) : significant(value);
  }

  /** 1 image, 2 images. */
  static String images(double count) {
    return count(count) + (count == 1 ? " image" : " images");
  }

  /** Any value of metrics.json on one line: {@code png: 184, jpeg: 16}. */
  static String line(JsonNode node) {
    if (node.isNumber()) {
      return plain(node.doubleValue());
    } else if (!node.isContainerNode()) {
      return node.asText();
    }
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> parts.add(line(item)));
    } else {
      node.fields().forEachRemaining(f -> parts.add(f.getKey() + ": " + line(f.getValue())));
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  private static String minus(String number) {
    return number.replace('-', '−');
  }
}
