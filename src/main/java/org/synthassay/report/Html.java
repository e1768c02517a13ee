package org.synthassay.report;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Markup that is safe to put on a page: every value was escaped on its way in. */
final class Html {
  static final Html NONE = new Html("");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * The template, which is our own markup, with each <code>{}</code> replaced by the next value:
   * markup as it is, a list of markup joined, anything else as escaped text, safe in elements and
   * in quoted attributes.
   */
  static Html of(String template, Object... values) {
    Iterator<Object> next = Arrays.asList(values).iterator();
    StringBuilder markup = new StringBuilder();
    int from = 0;
    for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", from)) {
      markup.append(template, from, at).append(markup(next.next()));
      from = at + 2;
    }
    if (next.hasNext()) {
      throw new IllegalArgumentException("a value has no {} in " + template);
    }
    return new Html(markup.append(template.substring(from)).toString());
  }

  boolean isEmpty() {
    return markup.isEmpty();
  }

  @Override
  public String toString() {
    return markup;
  }

  private static String markup(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Html::markup).collect(Collectors.joining());
    }
    return value instanceof Html html ? html.markup : escaped(value.toString());
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder to, int character) {
    switch (character) {
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '&' -> to.append("&amp;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      case '\n', '\t' -> to.append((char) character);
      default -> to.appendCodePoint(isInvisible(character) ? 0xFFFD : character);
    }
  }

  /**
   * Controls, lone surrogates and marks that turn text around, so that no id can pose as another.
   */
  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.SURROGATE || type == Character.FORMAT;
  }
}
