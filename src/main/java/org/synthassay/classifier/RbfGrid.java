package org.synthassay.classifier;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/** RBF machines of libsvm (C-SVC): every cell and fold of the grid is a Spark task. */
final class RbfGrid {
  /** Holds the whole kernel matrix of the largest table; taken only as far as rows need it. */
  private static final double CACHE_MEGABYTES = 400;

  static {
    svm.svm_set_print_string_function(text -> {});
  }

  private RbfGrid() {}

  static TrainedMachine search(SparkSession spark, TrainingTable table, ClassifierOptions options) {
    List<Cell> cells =
        options.c().stream()
            .flatMap(
                c -> options.gamma().stream().map(gamma -> new Cell(c, gamma / table.features())))
            .toList();
    int folds = table.folds();
    Function<Integer, Double> score =
        fit -> {
          int held = fit % folds;
          return table.f1(fit(table.without(held), cells.get(fit / folds)), held);
        };
    List<Integer> fits = IntStream.range(0, cells.size() * folds).boxed().toList();
    double[] f1 =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(fits, fits.size())
            .map(score)
            .collect()
            .stream()
            .mapToDouble(value -> value)
            .toArray();
    return TrainedMachine.best(cells, f1, cell -> fit(table, cell));
  }

  /** Stops at libsvm's default tolerance, 0.001 on the gradient. */
  static Machine.Rbf fit(TrainingTable table, Cell cell) {
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = svm_parameter.RBF;
    parameter.C = cell.c();
    parameter.gamma = requireNonNull(cell.gamma());
    parameter.eps = 1e-3;
    parameter.shrinking = 1;
    parameter.cache_size = CACHE_MEGABYTES;
    return machine(svm.svm_train(problem(table), parameter), table.features());
  }

  private static svm_problem problem(TrainingTable table) {
    svm_problem problem = new svm_problem();
    problem.l = table.size();
    problem.x = new svm_node[table.size()][];
    problem.y = new double[table.size()];
    for (int i = 0; i < table.size(); i++) {
      problem.x[i] = nodes(table.rows()[i]);
      problem.y[i] = table.synthetic()[i] ? 1 : -1;
    }
    return problem;
  }

  private static svm_node[] nodes(double[] row) {
    svm_node[] nodes = new svm_node[row.length];
    for (int j = 0; j < row.length; j++) {
      nodes[j] = new svm_node();
      nodes[j].index = j;
      nodes[j].value = row[j];
    }
    return nodes;
  }

  /** libsvm's decision value is positive for the label that it met first. */
  private static Machine.Rbf machine(svm_model model, int features) {
    int sign = model.label[0];
    double[][] vectors = new double[model.l][features];
    double[] coefficients = new double[model.l];
    for (int i = 0; i < model.l; i++) {
      for (svm_node node : model.SV[i]) {
        vectors[i][node.index] = node.value;
      }
      coefficients[i] = sign * model.sv_coef[0][i];
    }
    return new Machine.Rbf(vectors, coefficients, -sign * model.rho[0], model.param.gamma);
  }
}
