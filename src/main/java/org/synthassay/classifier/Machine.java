package org.synthassay.classifier;

import java.io.Serializable;

/** A trained support vector machine. */
sealed interface Machine extends Serializable {

  /** The decision value of a standardised row: above 0 says synthetic. */
  double score(double[] row);

  /** w·x + b. */
  record Linear(double[] weights, double intercept) implements Machine {
    @Override
    public double score(double[] row) {
      double sum = intercept;
      for (int j = 0; j < row.length; j++) {
        sum += weights[j] * row[j];
      }
      return sum;
    }
  }

  /** Σ a·exp(−γ‖v − x‖²) + b over the support vectors v. */
  record Rbf(double[][] vectors, double[] coefficients, double intercept, double gamma)
      implements Machine {
    @Override
    public double score(double[] row) {
      double sum = intercept;
      for (int i = 0; i < vectors.length; i++) {
        double squared = 0;
        for (int j = 0; j < row.length; j++) {
          double difference = vectors[i][j] - row[j];
          squared += difference * difference;
        }
        sum += coefficients[i] * Math.exp(-gamma * squared);
      }
      return sum;
    }
  }
}
