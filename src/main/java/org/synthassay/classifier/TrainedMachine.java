package org.synthassay.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The machine of a grid's best cell, trained on the whole training part. */
record TrainedMachine(Cell cell, double cvF1, Machine machine) {

  /**
   * @param cells in the order in which ties are decided
   * @param f1 [cell · folds + fold]
   */
  static TrainedMachine best(List<Cell> cells, double[] f1, Function<Cell, Machine> fit) {
    int folds = f1.length / cells.size();
    int best = 0;
    for (int i = 1; i < cells.size(); i++) {
      best = mean(f1, i, folds) > mean(f1, best, folds) ? i : best;
    }
    Cell cell = cells.get(best);
    return new TrainedMachine(cell, mean(f1, best, folds), fit.apply(cell));
  }

  private static double mean(double[] f1, int cell, int folds) {
    return Arrays.stream(f1, cell * folds, (cell + 1) * folds).sum() / folds;
  }
}
