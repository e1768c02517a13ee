package org.synthassay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.synthassay.classifier.Classification;
import org.synthassay.classifier.ClassifierOptions;
import org.synthassay.classifier.ClassifierOptions.Kernel;

/** Times the classifier on two cores at the size of the paper's chest X-ray study. */
final class ClassifierBench {
  private static final int ROWS = 31_476;
  private static final List<String> FEATURES =
      List.of("biq", "tiq", "liq", "asm", "con", "ent", "idm");

  private ClassifierBench() {}

  public static void main(String[] arguments) throws java.io.IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("classifier")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .getOrCreate()) {
      Classification.of(table(spark, 500, 1), FEATURES, options(List.of(Kernel.RBF)), 1);
      System.out.printf("%-8s %-8s %8s %8s %8s%n", "shift", "kernels", "seconds", "F1", "AUC");
      for (double shift : List.of(0.0, 0.5, 2.0)) {
        Dataset<Row> rows = table(spark, ROWS, shift);
        time(rows, shift, List.of(Kernel.LINEAR));
        time(rows, shift, List.of(Kernel.RBF));
        time(rows, shift, List.of(Kernel.LINEAR, Kernel.RBF));
      }
    }
  }

  private static void time(Dataset<Row> rows, double shift, List<Kernel> kernels) {
    long start = System.nanoTime();
    var scores = Classification.of(rows, FEATURES, options(kernels), 1).scores();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (scores == null) {
      throw new IllegalStateException("no scores came back");
    }
    var best = scores.best() == Kernel.LINEAR ? scores.linear() : scores.rbf();
    System.out.printf(
        "%-8.1f %-8s %8.1f %8.3f %8.3f%n",
        shift, kernels.size() == 2 ? "both" : kernels.get(0), seconds, best.f1(), best.auc());
  }

  private static ClassifierOptions options(List<Kernel> kernels) {
    List<Double> steps = List.of(0.01, 0.1, 1.0, 10.0, 100.0);
    return new ClassifierOptions(0.1, 5, kernels, steps, steps);
  }

  /** Half real and half synthetic; the features share half their variance, as real ones do. */
  private static Dataset<Row> table(SparkSession spark, int count, double shift) {
    var random = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean synthetic = i % 2 == 1;
      double shared = random.nextGaussian() + (synthetic ? shift / 2 : 0);
      Object[] cells = new Object[4 + FEATURES.size()];
      cells[0] = "%06d".formatted(i);
      cells[1] = synthetic ? "synthetic" : "real";
      cells[2] = i % 4 < 2 ? "well" : "sick";
      cells[3] = "p" + i / 4;
      for (int j = 0; j < FEATURES.size(); j++) {
        cells[4 + j] = shared + random.nextGaussian() + (synthetic && j == 0 ? shift : 0);
      }
      rows.add(RowFactory.create(cells));
    }
    var schema = new StructType();
    for (String name : List.of("id", "set", "label", "group")) {
      schema = schema.add(name, DataTypes.StringType);
    }
    for (String name : FEATURES) {
      schema = schema.add(name, DataTypes.DoubleType);
    }
    return spark.createDataFrame(rows, schema).repartition(4).cache();
  }
}
