package org.synthassay.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.spark.run.LocalSpark;

/** A drawn table of features, whose sets lie a known distance apart. */
final class FeatureTable {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> features;

  FeatureTable(String... features) {
    this.features = List.of(features);
  }

  List<String> features() {
    return features;
  }

  FeatureTable add(
      String set,
      String id,
      @Nullable String label,
      @Nullable String group,
      @Nullable Double... values) {
    Object[] cells = new Object[4 + features.size()];
    cells[0] = id;
    cells[1] = set;
    cells[2] = label;
    cells[3] = group;
    System.arraycopy(values, 0, cells, 4, features.size());
    rows.add(RowFactory.create(cells));
    return this;
  }

  /** {@code count} rows a set of normal numbers, the synthetic ones moved by {@code shift}. */
  static FeatureTable normal(int count, double shift, RandomGenerator random) {
    FeatureTable table = new FeatureTable("biq", "tiq", "liq");
    for (int i = 0; i < count; i++) {
      String label = i % 3 == 0 ? "sick" : "well";
      Double[] real = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      table.add("real", "r%04d".formatted(i), label, "p" + i / 2, real);
      Double[] synthetic = {
        random.nextGaussian() + shift, random.nextGaussian() - shift, random.nextGaussian()
      };
      table.add("synthetic", "s%04d".formatted(i), label, null, synthetic);
    }
    return table;
  }

  Dataset<Row> dataset(int partitions) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("set", DataTypes.StringType)
            .add("label", DataTypes.StringType)
            .add("group", DataTypes.StringType);
    for (String feature : features) {
      schema = schema.add(feature, DataTypes.DoubleType);
    }
    return LocalSpark.session().createDataFrame(rows, schema).repartition(partitions);
  }
}
