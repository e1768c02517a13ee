package org.synthassay.classifier;

import java.io.Serializable;
import java.util.List;

/**
 * How the classifier that tells real from synthetic is trained.
 *
 * @param train share of the rows in the training part, in (0, 1)
 * @param folds cross-validation folds inside the training part
 * @param gamma factors of the RBF kernel's γ, each divided by the number of features
 */
public record ClassifierOptions(
    double train, int folds, List<Kernel> kernels, List<Double> c, List<Double> gamma)
    implements Serializable {

  /** The grid holds at most this many rows in memory: its kernel matrix takes 4 B a pair. */
  public static final int MAX_ROWS = 10_000;

  public ClassifierOptions {
    kernels = List.copyOf(kernels);
    c = c.stream().sorted().distinct().toList();
    gamma = gamma.stream().sorted().distinct().toList();
    if (!(train > 0 && train < 1)) {
      throw new IllegalArgumentException("train must be in (0, 1), got " + train);
    }
    if (folds < 2) {
      throw new IllegalArgumentException("folds must be >= 2, got " + folds);
    }
    if (kernels.isEmpty()) {
      throw new IllegalArgumentException("kernels must name linear, rbf or both, got none");
    }
    if (c.isEmpty() || c.stream().anyMatch(v -> !(v > 0))) {
      throw new IllegalArgumentException("c must hold numbers > 0, got " + c);
    }
    if (gamma.isEmpty() || gamma.stream().anyMatch(v -> !(v > 0))) {
      throw new IllegalArgumentException("gamma must hold numbers > 0, got " + gamma);
    }
  }

  /** The share of {@code rows} that may be taken: as asked for, or less where the bound bites. */
  public double share(long rows) {
    return isBounded(rows) ? (double) MAX_ROWS / rows : train;
  }

  boolean isBounded(long rows) {
    return train * rows > MAX_ROWS;
  }

  /** The support vector machine's kernel. */
  public enum Kernel {
    LINEAR,
    RBF
  }
}
