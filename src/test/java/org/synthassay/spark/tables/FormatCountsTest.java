package org.synthassay.spark.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synthassay.math.Compared;
import org.synthassay.spark.run.LocalSpark;

class FormatCountsTest {
  private static final StructType FACTS =
      new StructType()
          .add("set", DataTypes.StringType)
          .add("codec", DataTypes.StringType)
          .add("depth", DataTypes.IntegerType)
          .add("channels", DataTypes.IntegerType)
          .add("alpha", DataTypes.BooleanType)
          .add("width", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("used_bits", DataTypes.IntegerType)
          .add("quality", DataTypes.IntegerType)
          .add("grey", DataTypes.BooleanType);

  private static Row image(String set, String codec, int width, @Nullable Integer quality) {
    boolean jpeg = codec.equals("jpeg");
    return RowFactory.create(
        set,
        codec,
        jpeg ? 8 : 16,
        jpeg ? 3 : 1,
        !jpeg,
        width,
        20,
        jpeg ? null : 12,
        quality,
        !jpeg);
  }

  @Test
  void aMixIsCountedByNameTheMostFrequentFirst() {
    List<Row> images = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      images.add(image("real", "jpeg", 30, 90));
    }
    images.add(image("real", "png", 30, null));
    for (int width = 1; width <= 22; width++) {
      images.add(image("synthetic", "png", width, null));
    }
    images.add(image("synthetic", "png", 7, null));
    Dataset<Row> used = LocalSpark.session().createDataFrame(images, FACTS).repartition(3);

    Compared<FormatCounts> counts = FormatCounts.of(used);

    FormatCounts real = counts.real();
    assertThat(real.codec()).containsExactly(entry("jpeg", 3L), entry("png", 1L));
    assertThat(real.depth()).containsExactly(entry("8 bit", 3L), entry("16 bit", 1L));
    assertThat(real.channels()).containsExactly(entry("3", 3L), entry("1 with alpha", 1L));
    assertThat(real.size()).containsExactly(entry("30×20", 4L));
    assertThat(real.usedBits()).containsExactly(entry("12 bit", 1L));
    assertThat(real.quality()).containsExactly(entry("90", 3L));
    assertThat(real.measuredAs()).containsExactly(entry("colour", 3L), entry("grey", 1L));
    assertThat(counts.synthetic().size())
        .hasSize(21)
        .containsEntry("7×20", 2L)
        .containsEntry("other", 2L);
    assertThat(counts.synthetic().size().keySet()).startsWith("7×20").endsWith("other");
    assertThat(counts.synthetic().quality()).isEmpty();
  }
}
