package org.synthassay.manifold;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the scores at one k; one that was skipped is absent.
 *
 * @param withoutRadius images of both sets with fewer than k candidates
 * @param sweep the same at the ks of the curve; empty inside a sweep
 */
public record ManifoldScores(
    int k, Map<ManifoldScore, Number> values, long withoutRadius, List<ManifoldScores> sweep) {

  public ManifoldScores {
    values = new EnumMap<>(values);
    sweep = List.copyOf(sweep);
  }

  public @Nullable Number of(ManifoldScore score) {
    return values.get(score);
  }

  /** As metrics.json has them: {@code copies.exact} is {@code exact} inside {@code copies}. */
  public Map<String, Object> section() {
    Map<String, Object> section = row();
    section.put("sweep", sweep.stream().map(ManifoldScores::row).toList());
    return section;
  }

  private Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("k", k);
    values.forEach((score, value) -> put(row, score.score().key(), value));
    row.put("without_radius", withoutRadius);
    return row;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> row, String key, Number value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      row.put(key, value);
    } else {
      Object part = row.computeIfAbsent(key.substring(0, dot), name -> new LinkedHashMap<>());
      put((Map<String, Object>) part, key.substring(dot + 1), value);
    }
  }
}
