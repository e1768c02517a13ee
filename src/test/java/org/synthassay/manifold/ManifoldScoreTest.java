package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.math.Compared;

/**
 * Scores worked out by hand for k = 1 on a line: real at 0, 1, 3, 10, whose balls reach 1, 1, 2, 7;
 * synthetic at ¼, ½, 20, 20½, whose balls reach ¼, ¼, ½, ½.
 */
class ManifoldScoreTest {
  private static final Compared<Table> SETS =
      new Compared<>(line(0, 1, 3, 10), line(0.25f, 0.5f, 20, 20.5f));

  private static Table line(float... places) {
    float[][] rows = new float[places.length][];
    for (int i = 0; i < places.length; i++) {
      rows[i] = new float[] {places[i]};
    }
    return Table.of(rows);
  }

  @ParameterizedTest
  @CsvSource({
    // ¼ and ½ lie in the balls of 0 and of 1, the other two in none.
    "PRECISION, 0.5",
    // Four pairs over k · M = 4.
    "DENSITY, 1",
    // Only 0 lies in a synthetic ball, that of ¼, on its border.
    "RECALL, 0.25",
    // The nearest to 3 is 2½ away, to 10 9½.
    "COVERAGE, 0.5",
    // 1 − 3/(4 + 3), with 3 candidates of a row and M = 4.
    "EXPECTED_COVERAGE, 0.5714285714285714",
    // Balls of at most the median 1½ count: 4, 2, 1/19, 1/19½; the middle two halved.
    "REALISM_MEDIAN, 1.026315789473684",
    // 20 and 20½ stand 10 and 10½ from 10, whose own neighbour is 7 away.
    "AUTHENTICITY, 0.5",
    "EXACT_COPIES, 0",
    // ¼ is nearer to 0 than half its radius; ½ is not.
    "CLOSE_COPIES, 1",
  })
  void aScoreIsWhatIsWorkedOutByHand(ManifoldScore score, double expected) {
    ManifoldOptions options = new ManifoldOptions(1, List.of());
    for (int directions : new int[] {0, 1}) {
      LocalJoin join = new LocalJoin(SETS, options, new LocalJoin.Cut(1, 3, directions));
      ManifoldScores scores = join.judgement().scores(Radius.PLAIN, "manifold", options);
      assertThat(Objects.requireNonNull(scores.of(score)).doubleValue())
          .isCloseTo(expected, within(1e-14));
    }
  }
}
