package org.synthassay.spark.join;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.manifold.passes.CellPass;
import org.synthassay.manifold.passes.CellStates;
import org.synthassay.manifold.passes.CellStates.Known;
import org.synthassay.manifold.passes.PassRunner;
import scala.Tuple2;

/**
 * Runs passes on Spark; states of a cell meet in a shuffle.
 *
 * @param most the most partitions of cells
 */
record SparkPasses(JavaSparkContext spark, int most, String description) implements PassRunner {

  /** The jobs of {@code work} stand under this description in Spark's pages and logs. */
  static <T> T named(SparkContext context, String description, Supplier<T> work) {
    String before = context.getLocalProperty("spark.job.description");
    context.setJobDescription("block join: " + description);
    try {
      return work.get();
    } finally {
      context.setJobDescription(before);
    }
  }

  @Override
  public PassRunner named(String what) {
    return new SparkPasses(spark, most, what);
  }

  @Override
  public <T, S, R> R run(List<T> tasks, CellPass<T, S, R> pass) {
    JavaPairRDD<Integer, byte[]> states =
        spark
            .parallelize(tasks, tasks.size())
            .flatMap(task -> states(task, pass).iterator())
            .mapToPair(state -> new Tuple2<>(state.cell(), state.bytes()));
    JavaPairRDD<Integer, Known<S>> met =
        states.combineByKey(
            bytes -> Known.read(bytes, pass),
            (known, bytes) -> known.merge(Known.read(bytes, pass), pass),
            (one, other) -> one.merge(other, pass),
            new HashPartitioner(Math.min(pass.cells(), most)),
            false,
            null);
    return named(
        spark.sc(),
        description,
        () ->
            met.map(cell -> pass.finish(cell._1, cell._2.state(), cell._2.work()))
                .reduce(pass::plus));
  }

  private static <T> List<CellStates.OfCell> states(T task, CellPass<T, ?, ?> pass) {
    CellStates output = new CellStates();
    pass.run(task, output);
    return output.cells();
  }

  @Override
  public <R> R sum(int cells, CellSum<R> step) {
    List<Integer> numbers = IntStream.range(0, cells).boxed().toList();
    int slices = Math.min(cells, spark.defaultParallelism());
    return named(
        spark.sc(),
        description,
        () -> spark.parallelize(numbers, slices).map(step::of).reduce(step::plus));
  }
}
