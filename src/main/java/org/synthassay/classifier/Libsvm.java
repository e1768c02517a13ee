package org.synthassay.classifier;

import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/** Trains support vector machines by libsvm (C-SVC): the exact optimum of the hinge objective. */
final class Libsvm {
  /** Holds the whole kernel matrix of the largest table; taken only as far as rows need it. */
  private static final double CACHE_MEGABYTES = 400;

  static {
    svm.svm_set_print_string_function(text -> {});
  }

  private Libsvm() {}

  /** Stops at libsvm's default tolerance, 0.001 on the gradient. */
  static Machine fit(TrainingTable table, Cell cell) {
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    Double gamma = cell.gamma();
    parameter.kernel_type = gamma == null ? svm_parameter.LINEAR : svm_parameter.RBF;
    parameter.C = cell.c();
    parameter.gamma = gamma == null ? 0 : gamma;
    parameter.eps = 1e-3;
    parameter.shrinking = 1;
    parameter.cache_size = CACHE_MEGABYTES;
    Machine.Rbf machine = machine(svm.svm_train(problem(table), parameter), table.features());
    return gamma == null ? linear(machine, table.features()) : machine;
  }

  /** w = Σ a·v over the support vectors v. */
  private static Machine.Linear linear(Machine.Rbf machine, int features) {
    double[] weights = new double[features];
    for (int i = 0; i < machine.coefficients().length; i++) {
      for (int j = 0; j < features; j++) {
        weights[j] += machine.coefficients()[i] * machine.vectors()[i][j];
      }
    }
    return new Machine.Linear(weights, machine.intercept());
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
