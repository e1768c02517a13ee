package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.synthassay.math.Compared;
import org.synthassay.math.Contrast;
import org.synthassay.math.Histogram;
import org.synthassay.spatial.Feature;

/** One spatial feature in both sets: its distributions and how far they stand apart. */
public record FeatureComparison(String feature, Contrast contrast, Histogram histogram)
    implements Serializable {
  private static final int BINS = 40;

  /**
   * Compares every feature that has values in both sets, a task each: 8 bytes an image in a task's
   * memory, nothing on the driver.
   *
   * @param images rows with {@code set} and a column a feature
   */
  public static List<FeatureComparison> of(Dataset<Row> images) {
    List<String> names = Feature.in(images.columns()).stream().map(Feature::key).toList();
    if (names.isEmpty()) {
      return List.of();
    }
    Column[] stacked = {
      col("set"), expr("stack(" + names.size() + pairs(names) + ") as (feature, value)")
    };
    FlatMapFunction<Iterator<Row>, FeatureComparison> compare = FeatureComparison::compare;
    List<FeatureComparison> compared =
        new ArrayList<>(
            images
                .select(stacked)
                .filter(col("value").isNotNull())
                .repartition(names.size(), col("feature"))
                .sortWithinPartitions("feature", "set", "value")
                .toJavaRDD()
                .mapPartitions(compare)
                .collect());
    compared.sort(Comparator.comparingInt(one -> names.indexOf(one.feature())));
    return compared;
  }

  private static String pairs(List<String> names) {
    StringBuilder pairs = new StringBuilder();
    names.forEach(name -> pairs.append(", '").append(name).append("', `").append(name).append('`'));
    return pairs.toString();
  }

  /** Rows come sorted by feature, set and value. */
  private static Iterator<FeatureComparison> compare(Iterator<Row> rows) {
    List<FeatureComparison> compared = new ArrayList<>();
    String feature = "";
    Values real = new Values();
    Values synthetic = new Values();
    while (rows.hasNext()) {
      Row row = rows.next();
      String name = row.getAs("feature");
      if (!name.equals(feature)) {
        add(compared, feature, new Compared<>(real, synthetic));
        feature = name;
        real = new Values();
        synthetic = new Values();
      }
      (row.getAs("set").equals("real") ? real : synthetic).add(row.getAs("value"));
    }
    add(compared, feature, new Compared<>(real, synthetic));
    return compared.iterator();
  }

  private static void add(
      List<FeatureComparison> compared, String feature, Compared<Values> values) {
    Compared<double[]> sorted = values.map(Values::sorted);
    if (sorted.real().length > 0 && sorted.synthetic().length > 0) {
      compared.add(new FeatureComparison(feature, Contrast.of(sorted), Histogram.of(sorted, BINS)));
    }
  }

  /** A growing array of doubles. */
  private static final class Values {
    private double[] values = new double[1024];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    double[] sorted() {
      return Arrays.copyOf(values, size);
    }
  }
}
