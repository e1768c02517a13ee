package org.synthassay.spark.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.synthassay.spark.run.LocalSpark;

class ClosestPairsTest {
  private static final StructType VERDICTS =
      new StructType()
          .add("set", DataTypes.StringType)
          .add("id", DataTypes.StringType)
          .add("radius", DataTypes.DoubleType)
          .add("nearest_id", DataTypes.StringType)
          .add("nearest_distance", DataTypes.DoubleType)
          .add("covered", DataTypes.BooleanType);

  static Dataset<Row> verdicts() {
    return LocalSpark.session()
        .createDataFrame(
            List.of(
                RowFactory.create("real", "wide", 10.0, "s2", 5.0, true),
                RowFactory.create("real", "tight", 1.0, "s1", 0.9, false),
                RowFactory.create("real", "alone", null, "s4", 0.1, false),
                RowFactory.create("synthetic", "s1", 3.0, "tight", 0.9, null),
                RowFactory.create("synthetic", "s2", 3.0, "wide", 5.0, null),
                RowFactory.create("synthetic", "s3", 3.0, "wide", 0.0, null),
                RowFactory.create("synthetic", "s4", 3.0, "alone", 0.1, null),
                RowFactory.create("synthetic", "s0", 3.0, "wide", 5.0, null)),
            VERDICTS)
        .repartition(3);
  }

  @Test
  void copiesComeFirstThenTheDeepestInTheRealImagesBallThenThoseWithoutOne() {
    List<Row> pairs = ClosestPairs.of(verdicts(), 12).collectAsList();
    assertThat(pairs)
        .extracting(row -> row.getAs("synthetic_id"), row -> row.getAs("order"))
        .containsExactly(
            tuple("s3", 0L), tuple("s0", 1L), tuple("s2", 2L), tuple("s1", 3L), tuple("s4", 4L));
    assertThat(ClosestPairs.of(verdicts(), 2).count()).isEqualTo(2);
  }

  @Test
  void eachPairHasThePicturesThatWereDrawn() {
    Dataset<Row> pairs = ClosestPairs.of(verdicts(), 2).cache();
    StructType picture =
        new StructType()
            .add("set", DataTypes.StringType)
            .add("id", DataTypes.StringType)
            .add("label", DataTypes.StringType)
            .add("thumbnail", DataTypes.BinaryType);
    Dataset<Row> pictures =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("real", "wide", "normal", new byte[] {1}),
                    RowFactory.create("synthetic", "wide", "no match", new byte[] {2}),
                    RowFactory.create("synthetic", "s3", null, new byte[] {3})),
                picture);
    List<Row> shown = ClosestPairs.withPictures(pairs, pictures).orderBy("order").collectAsList();
    assertThat(shown).hasSize(2);
    assertThat(shown.get(0).<byte[]>getAs("synthetic_thumbnail")).containsExactly(3);
    assertThat(shown.get(0).<String>getAs("real_label")).isEqualTo("normal");
    assertThat(shown.get(1).isNullAt(shown.get(1).fieldIndex("synthetic_thumbnail"))).isTrue();
    pairs.unpersist();
  }

  @Test
  void aClassIsCoveredByTheShareOfItsRealImages() {
    StructType labels =
        new StructType()
            .add("set", DataTypes.StringType)
            .add("id", DataTypes.StringType)
            .add("label", DataTypes.StringType);
    Dataset<Row> used =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("real", "wide", "normal"),
                    RowFactory.create("real", "tight", "normal"),
                    RowFactory.create("real", "alone", null),
                    RowFactory.create("synthetic", "s1", "ill")),
                labels);
    assertThat(LabelCoverage.of(used, verdicts()))
        .containsExactly(new LabelCoverage("normal", 1, 2));
    assertThat(LabelCoverage.of(used.filter("label is null"), verdicts())).isEmpty();
  }
}
