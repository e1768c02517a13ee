package org.synthassay.spark.join;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.Calibration;
import org.synthassay.distance.DistanceScores;
import org.synthassay.manifold.ManifoldScores;
import org.synthassay.manifold.RowVerdict;
import org.synthassay.math.Skipped;

/**
 * What the comparison of two embedding sets gave.
 *
 * @param manifold by plain radii
 * @param groupAware by radii that leave out the row's own group; null where no real row has one
 * @param calibration intervals, and what real halves reach; null where not asked for
 * @param skipped every score that could not be computed
 * @param verdicts one row a row: id, set, the columns of {@link RowVerdict}, radius_group,
 *     nearest_id, halves (bits of the splits) and fid_influence (what FID would lose without it),
 *     both null without calibration; read from the working folder when used
 */
public record JoinResult(
    ManifoldScores manifold,
    @Nullable ManifoldScores groupAware,
    DistanceScores distance,
    @Nullable Calibration calibration,
    List<Skipped> skipped,
    JoinFacts facts,
    Dataset<Row> verdicts) {

  /** Columns of the verdicts beside {@link RowVerdict}'s. */
  public static final List<String> FURTHER =
      List.of("radius_group", "nearest_id", "halves", "fid_influence");

  public JoinResult {
    skipped = List.copyOf(skipped);
  }
}
