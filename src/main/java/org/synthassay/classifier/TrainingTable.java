package org.synthassay.classifier;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training part as plain arrays, in the order of ids.
 *
 * @param rows standardised features, one array a row
 * @param fold of each row, in [0, folds)
 */
@SuppressWarnings("ArrayRecordComponent")
record TrainingTable(double[][] rows, boolean[] synthetic, int[] fold, int folds)
    implements Serializable {

  static TrainingTable of(List<LabelledRow> rows, Standardisation scaling, int folds) {
    boolean[] synthetic = new boolean[rows.size()];
    for (int i = 0; i < synthetic.length; i++) {
      synthetic[i] = rows.get(i).synthetic();
    }
    return new TrainingTable(
        rows.stream().map(row -> scaling.of(row.values())).toArray(double[][]::new),
        synthetic,
        rows.stream().mapToInt(LabelledRow::fold).toArray(),
        folds);
  }

  int size() {
    return rows.length;
  }

  int features() {
    return rows[0].length;
  }

  /** The table less one fold: what a machine learns from when that fold judges it. */
  TrainingTable without(int held) {
    return only(IntStream.range(0, size()).filter(i -> fold[i] != held).toArray());
  }

  TrainingTable only(String set) {
    boolean wanted = set.equals(Stratum.SYNTHETIC);
    return only(IntStream.range(0, size()).filter(i -> synthetic[i] == wanted).toArray());
  }

  /** How many folds hold a row at all. */
  long filledFolds() {
    return IntStream.of(fold).distinct().count();
  }

  /** F1 of a machine on the rows of one fold, synthetic as the positive class. */
  double f1(Machine machine, int held) {
    return IntStream.range(0, size())
        .filter(i -> fold[i] == held)
        .mapToObj(i -> Confusion.of(machine.score(rows[i]), synthetic[i]))
        .reduce(Confusion.NONE, Confusion::merge)
        .f1();
  }

  private TrainingTable only(int[] chosen) {
    boolean[] sets = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      sets[i] = synthetic[chosen[i]];
    }
    return new TrainingTable(
        IntStream.of(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new),
        sets,
        IntStream.of(chosen).map(i -> fold[i]).toArray(),
        folds);
  }
}
