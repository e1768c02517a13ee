package org.synthassay.classifier;

import java.io.Serializable;
import java.util.Iterator;

/**
 * How synthetic rows rank above real ones: exact counts, merged in ascending order of score.
 *
 * @param wins twice the number of (synthetic, real) pairs in which the synthetic row scores higher;
 *     a tied pair counts one
 */
record Ranking(long synthetic, long real, long wins) implements Serializable {

  static final Ranking NONE = new Ranking(0, 0, 0);

  /** From rows in ascending order of score. */
  static Ranking ofAscending(Iterator<ScoredRow> rows) {
    Ranking below = NONE;
    Ranking tied = NONE;
    double score = Double.NEGATIVE_INFINITY;
    while (rows.hasNext()) {
      ScoredRow row = rows.next();
      if (row.score() != score) {
        below = below.followedBy(tied);
        tied = NONE;
        score = row.score();
      }
      tied =
          row.synthetic()
              ? new Ranking(tied.synthetic + 1, tied.real, tied.wins + tied.real)
              : new Ranking(tied.synthetic, tied.real + 1, tied.wins + tied.synthetic);
    }
    return below.followedBy(tied);
  }

  /** Both together, where every score of {@code higher} is above every score of this. */
  Ranking followedBy(Ranking higher) {
    return new Ranking(
        synthetic + higher.synthetic,
        real + higher.real,
        wins + higher.wins + 2 * real * higher.synthetic);
  }

  /** Area under the ROC curve (Mann–Whitney); both sets must be there. */
  double auc() {
    return wins / (2.0 * real * synthetic);
  }
}
