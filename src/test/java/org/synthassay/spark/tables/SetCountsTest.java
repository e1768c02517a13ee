package org.synthassay.spark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synthassay.math.Compared;
import org.synthassay.spark.run.LocalSpark;

class SetCountsTest {
  private static final StructType OUTCOMES =
      new StructType()
          .add("set", DataTypes.StringType)
          .add("id", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("code", DataTypes.StringType)
          .add("rank", DataTypes.LongType)
          .add("window", DataTypes.IntegerType)
          .add("group", DataTypes.StringType);

  private static Row row(
      String set, String id, String status, @Nullable String code, @Nullable Long rank, int w) {
    return RowFactory.create(set, id, status, code, rank, w, id.startsWith("p1") ? "p1" : null);
  }

  private static Compared<SetCounts> counts(Row... rows) {
    Dataset<Row> outcomes =
        LocalSpark.session().createDataFrame(Arrays.asList(rows), OUTCOMES).repartition(3);
    return SetCounts.of(outcomes);
  }

  @Test
  void everyRowIsCountedOnceByWhatBecameOfIt() {
    SetCounts real =
        counts(
                row("real", "p1a.png", "used", null, 1L, -1),
                row("real", "p1b.png", "used", null, 2L, -1),
                row("real", "c.png", "rejected", "truncated", 3L, -1),
                row("real", "d.tar", "rejected", "bad-archive", null, -1),
                row("real", "e.png", "not-sampled", null, null, -1),
                row("real", "f.png", "left-out", null, null, -1),
                row("real", "p1a.png", "repeated", null, null, -1),
                row("real", "notes.TXT", "ignored", null, null, -1),
                row("real", "old.txt", "ignored", null, null, -1),
                row("real", "._a.png", "ignored", "hidden", null, -1),
                row("real", "README", "ignored", null, null, -1),
                row("synthetic", "a.png", "used", null, 1L, -1))
            .real();
    assertThat(real)
        .isEqualTo(
            new SetCounts(7, null, 1, 1, 1, 3, 2, 2, Map.of("txt", 2L, "hidden", 1L, "", 1L), 4));
  }

  @Test
  void windowsAreCountedBesideTheirImages() {
    SetCounts counts =
        counts(
                row("synthetic", "p1.png#w0", "used", null, 1L, 0),
                row("synthetic", "p1.png#w1", "used", null, 2L, 1),
                row("synthetic", "p2.png#w0", "not-sampled", null, null, 0))
            .synthetic();
    assertThat(counts.listed()).isEqualTo(3);
    assertThat(counts.listedImages()).isEqualTo(2);
    assertThat(counts.sampled()).isEqualTo(2);
    assertThat(counts.withoutGroup()).isEqualTo(1);
  }

  @Test
  void aSetWithoutRowsCountsNothing() {
    assertThat(counts(row("synthetic", "a.png", "used", null, 1L, -1)).real())
        .isEqualTo(new SetCounts(0, null, 0, 0, 0, 0, 0, 0, Map.of(), 0));
  }
}
