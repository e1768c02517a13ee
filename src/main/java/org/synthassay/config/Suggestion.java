package org.synthassay.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What somebody who wrote an unknown word may have meant. */
final class Suggestion {

  private Suggestion() {}

  /** The sentence about the unknown {@code key} of the section at {@code path}. */
  static String unknown(String path, String key, List<String> known) {
    Stream<String> elsewhere =
        Defaults.paths(
                path.startsWith(ConfigReader.GENERATE) ? ConfigReader.GENERATE : ConfigReader.ROOT)
            .filter(p -> p.endsWith("." + key))
            .sorted(Comparator.comparing((String p) -> !p.startsWith(path + ".")));
    String meant =
        Stream.concat(nearest(key, known).map(k -> path.isEmpty() ? k : path + "." + k), elsewhere)
            .findFirst()
            .map(p -> ", did you mean " + p + "?")
            .orElse(".");
    return "unknown key" + meant + " Allowed here: " + String.join(", ", known);
  }

  /** The words that differ from {@code word} in at most a third of its letters, nearest first. */
  static Stream<String> nearest(String word, List<String> known) {
    int most = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(
            k ->
                distance(word, k) <= most
                    && distance(word, k) < Math.max(word.length(), k.length()))
        .sorted(Comparator.comparingInt(k -> distance(word, k)));
  }

  /** Levenshtein's distance: insertions, deletions and substitutions of one letter. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
