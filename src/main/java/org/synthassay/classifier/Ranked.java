package org.synthassay.classifier;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Validation rows in ascending order of score, with what is counted on the way; kept until closed.
 *
 * @param rows sorted, rows of one score in one partition
 * @param partitions the ranking of each of them
 */
record Ranked(JavaRDD<ScoredRow> rows, List<Ranking> partitions, Confusion confusion)
    implements AutoCloseable {
  /** A sort of fewer rows is one task: what more of them would cost is more than they save. */
  private static final int ROWS_A_TASK = 100_000;

  private record Run(Ranking ranking, Confusion confusion) implements Serializable {}

  /**
   * @param count about how many rows there are
   */
  static Ranked of(JavaRDD<ScoredRow> unsorted, long count) {
    int tasks = (int) Math.min(unsorted.getNumPartitions(), 1 + count / ROWS_A_TASK);
    JavaRDD<ScoredRow> rows =
        unsorted
            .sortBy(ScoredRow::score, true, Math.max(1, tasks))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<Run> runs = rows.mapPartitions(Ranked::run).collect();
    return new Ranked(
        rows,
        runs.stream().map(Run::ranking).toList(),
        runs.stream().map(Run::confusion).reduce(Confusion.NONE, Confusion::merge));
  }

  private static Iterator<Run> run(Iterator<ScoredRow> rows) {
    List<ScoredRow> run = new ArrayList<>();
    Confusion confusion = Confusion.NONE;
    while (rows.hasNext()) {
      ScoredRow row = rows.next();
      run.add(row);
      confusion = confusion.merge(Confusion.of(row.score(), row.synthetic()));
    }
    return List.of(new Run(Ranking.ofAscending(run.iterator()), confusion)).iterator();
  }

  Ranking all() {
    return before(partitions.size());
  }

  /** The rows of all partitions before this one. */
  Ranking before(int partition) {
    return partitions.subList(0, partition).stream().reduce(Ranking.NONE, Ranking::followedBy);
  }

  long count() {
    Ranking all = all();
    return all.real() + all.synthetic();
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
