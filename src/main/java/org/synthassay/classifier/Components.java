package org.synthassay.classifier;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What each row of a run of ascending scores adds to the pairs that synthetic rows win. */
final class Components {
  private Components() {}

  /**
   * @param wins twice the real rows below a synthetic row, or twice the synthetic rows above a real
   *     one; ties count one
   */
  record Component(String key, boolean synthetic, long wins) {}

  /**
   * @param rows ascending; rows of one score are in one run
   * @param before the rows of all runs before this one
   */
  static Iterator<Component> of(Iterator<ScoredRow> rows, Ranking before, Ranking all) {
    List<Component> components = new ArrayList<>();
    List<ScoredRow> tied = new ArrayList<>();
    long real = before.real();
    long synthetic = before.synthetic();
    while (rows.hasNext() || !tied.isEmpty()) {
      ScoredRow row = rows.hasNext() ? rows.next() : null;
      if (row == null || (!tied.isEmpty() && tied.get(0).score() != row.score())) {
        long tiedSynthetic = tied.stream().filter(ScoredRow::synthetic).count();
        long tiedReal = tied.size() - tiedSynthetic;
        for (ScoredRow one : tied) {
          long wins =
              one.synthetic()
                  ? 2 * real + tiedReal
                  : 2 * (all.synthetic() - synthetic - tiedSynthetic) + tiedSynthetic;
          components.add(new Component(one.key(), one.synthetic(), wins));
        }
        real += tiedReal;
        synthetic += tiedSynthetic;
        tied.clear();
      }
      if (row != null) {
        tied.add(row);
      }
    }
    return components.iterator();
  }
}
