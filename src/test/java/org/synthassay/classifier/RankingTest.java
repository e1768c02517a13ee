package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void areaIsTheShareOfPairsWon() {
    // synthetic at 0.9, 0.4; real at 0.5, 0.1: pairs won 2 + 1 of 4
    Ranking ranking =
        Ranking.ofAscending(
            List.of(row(0.1, false), row(0.4, true), row(0.5, false), row(0.9, true)).iterator());
    assertThat(ranking.auc()).isCloseTo(0.75, within(1e-15));
  }

  @Test
  void tiesCountHalf() {
    Ranking tied = Ranking.ofAscending(List.of(row(1, true), row(1, false)).iterator());
    assertThat(tied.auc()).isCloseTo(0.5, within(1e-15));
  }

  @Property
  void anyCutBetweenScoresGivesEveryPairsCount(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(min = -5, max = 5) Integer> scores,
      @ForAll @IntRange(min = -5, max = 5) int cut) {
    List<ScoredRow> rows =
        java.util.stream.IntStream.range(0, scores.size())
            .mapToObj(i -> row(scores.get(i), i % 2 == 0))
            .sorted(Comparator.comparing(ScoredRow::score))
            .toList();
    Ranking low = Ranking.ofAscending(rows.stream().filter(r -> r.score() < cut).iterator());
    Ranking high = Ranking.ofAscending(rows.stream().filter(r -> r.score() >= cut).iterator());
    assertThat(low.followedBy(high)).isEqualTo(byPairs(rows));
  }

  private static Ranking byPairs(List<ScoredRow> rows) {
    List<ScoredRow> synthetic = rows.stream().filter(ScoredRow::synthetic).toList();
    List<ScoredRow> real = rows.stream().filter(r -> !r.synthetic()).toList();
    long wins =
        synthetic.stream()
            .flatMap(s -> real.stream().map(r -> 1L + Double.compare(s.score(), r.score())))
            .mapToLong(win -> win)
            .sum();
    return new Ranking(synthetic.size(), real.size(), wins);
  }

  private static ScoredRow row(double score, boolean synthetic) {
    return new ScoredRow(score, synthetic, "", 0);
  }
}
