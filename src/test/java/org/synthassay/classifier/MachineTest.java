package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.synthassay.classifier.ClassifierOptions.Kernel;
import org.synthassay.math.ProductTile;
import org.synthassay.math.SystemBlas;
import org.synthassay.spark.run.LocalSpark;

class MachineTest {
  private static final TrainingTable TABLE = table();
  private static final ClassifierOptions ONE_CELL =
      new ClassifierOptions(0.1, 5, List.of(Kernel.LINEAR, Kernel.RBF), List.of(1.0), List.of(1.0));

  /**
   * What MLlib comes near to in a hundred jobs, libsvm finds in one. A system's OpenBLAS beside
   * ours would take our functions for its own, so MLlib must multiply in Java.
   */
  @Test
  void linearMachineDecidesEveryRowAsMllibsDoes() {
    new ProductTile().close();
    assertThatThrownBy(NativeBLAS::getInstance).isInstanceOf(Throwable.class);
    double c = 1;
    Machine ours = Libsvm.fit(TABLE, new Cell(c, null));
    LinearSVCModel theirs = mllib(c);
    Machine same = new Machine.Linear(theirs.coefficients().toArray(), theirs.intercept());
    double worst = 0;
    for (double[] row : TABLE.rows()) {
      assertThat(ours.score(row) > 0).isEqualTo(same.score(row) > 0);
      worst = Math.max(worst, Math.abs(ours.score(row) - same.score(row)));
    }
    assertThat(worst).as("largest difference of decision values").isLessThan(0.02);
    assertThat(objective(ours, c)).isLessThanOrEqualTo(objective(same, c) + 1e-5);
  }

  /** Mean hinge loss + ‖w‖²/(2·C·n). */
  private static double objective(Machine machine, double c) {
    double loss = 0;
    for (int i = 0; i < TABLE.size(); i++) {
      double side = TABLE.synthetic()[i] ? 1 : -1;
      loss += Math.max(0, 1 - side * machine.score(TABLE.rows()[i]));
    }
    double[] weights = ((Machine.Linear) machine).weights();
    double norm = Arrays.stream(weights).map(w -> w * w).sum();
    return loss / TABLE.size() + norm / (2 * c * TABLE.size());
  }

  private static LinearSVCModel mllib(double c) {
    SystemBlas.keepOut();
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    List<Row> rows =
        IntStream.range(0, TABLE.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        TABLE.synthetic()[i] ? 1.0 : 0.0, Vectors.dense(TABLE.rows()[i])))
            .toList();
    return new LinearSVC()
        .setRegParam(1 / (c * TABLE.size()))
        .setStandardization(false)
        .setTol(1e-6)
        .setMaxIter(40)
        .fit(LocalSpark.session().createDataFrame(rows, schema).coalesce(1));
  }

  @Test
  void rbfMachineScoresAsLibsvmDoes() {
    Machine ours = Libsvm.fit(TABLE, new Cell(1, 1.0 / 3));
    svm_model theirs = libsvm();
    double[] score = new double[1];
    for (double[] row : TABLE.rows()) {
      svm.svm_predict_values(theirs, nodes(row), score);
      assertThat(ours.score(row)).isCloseTo(theirs.label[0] * score[0], within(1e-9));
    }
  }

  @Test
  void fitsCarryTheCallersJobGroup() throws Exception {
    List<String> groups = java.util.Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            groups.add(start.properties().getProperty("spark.jobGroup.id", "none"));
          }
        };
    var context = LocalSpark.session().sparkContext();
    context.addSparkListener(listener);
    try {
      JavaSparkContext.fromSparkContext(context).setJobGroup("compare", "compare");
      Grid.search(LocalSpark.session(), TABLE, ONE_CELL, Kernel.LINEAR);
      context.listenerBus().waitUntilEmpty();
    } finally {
      JavaSparkContext.fromSparkContext(context).clearJobGroup();
      context.removeSparkListener(listener);
    }
    assertThat(groups).isNotEmpty().containsOnly("compare");
  }

  private static svm_model libsvm() {
    svm.svm_set_print_string_function(text -> {});
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = svm_parameter.RBF;
    parameter.C = 1;
    parameter.gamma = 1.0 / 3;
    parameter.eps = 1e-3;
    parameter.cache_size = 10;
    svm_problem problem = new svm_problem();
    problem.l = TABLE.size();
    problem.x =
        IntStream.range(0, problem.l)
            .mapToObj(i -> nodes(TABLE.rows()[i]))
            .toArray(svm_node[][]::new);
    problem.y =
        IntStream.range(0, problem.l).mapToDouble(i -> TABLE.synthetic()[i] ? 1 : -1).toArray();
    return svm.svm_train(problem, parameter);
  }

  private static svm_node[] nodes(double[] row) {
    return IntStream.range(0, row.length)
        .mapToObj(
            j -> {
              svm_node node = new svm_node();
              node.index = j + 1;
              node.value = row[j];
              return node;
            })
        .toArray(svm_node[]::new);
  }

  /** 200 rows in 5 folds, the first of them synthetic, the sets two deviations apart. */
  private static TrainingTable table() {
    SplittableRandom random = new SplittableRandom(11);
    double[][] rows = new double[200][3];
    boolean[] synthetic = new boolean[200];
    int[] fold = new int[200];
    for (int i = 0; i < 200; i++) {
      synthetic[i] = i % 2 == 0;
      fold[i] = i / 2 % 5;
      for (int j = 0; j < 3; j++) {
        rows[i][j] = random.nextGaussian() + (synthetic[i] && j == 0 ? 2 : 0);
      }
    }
    return new TrainingTable(rows, synthetic, fold, 5);
  }
}
