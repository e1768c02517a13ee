package org.synthassay.spark.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.synthassay.manifold.ManifoldOptions;
import scala.collection.JavaConverters;

/**
 * A join as a driver of its own, for {@link LostExecutorTest}: arguments are its master, folder.
 */
final class ClusterJoin {
  /** More than KID takes all pairs of, so that shadows rule out pairs. */
  private static final int ROWS = 10_050;

  private static final int DIMENSION = 128;
  private static final StructType EMBEDDINGS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("set", DataTypes.StringType, false)
          .add("group", DataTypes.StringType, true)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private ClusterJoin() {}

  /**
   * Writes {@code running} when the pass across sets has a task done, {@code result} at the end.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    try (SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .appName("lost executor")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .config("spark.hadoop.fs.defaultFS", "file:///")
            .getOrCreate()) {
      Watch watch = new Watch(folder.resolve("running"));
      spark.sparkContext().addSparkListener(watch);
      Dataset<Row> rows =
          spark.createDataFrame(
              spark.range(0, 2 * ROWS, 1, 4).toJavaRDD().map(ClusterJoin::row), EMBEDDINGS);
      JoinResult result =
          BlockJoin.of(
              rows,
              new ManifoldOptions(3, List.of(1, 3, 5, 10)),
              folder.resolve("work").toUri().toString(),
              1);
      List<String> lines = new ArrayList<>();
      if (result.facts().directions() == 0) {
        throw new IllegalStateException("the rows need shadows, but cast none");
      }
      lines.add(result.manifold().toString());
      lines.addAll(result.verdicts().orderBy("set", "id").toJSON().collectAsList());
      Files.writeString(folder.resolve("faults"), watch.faults());
      Files.write(folder.resolve("unfinished"), lines);
      Files.move(folder.resolve("unfinished"), folder.resolve("result"));
    }
  }

  private static Row row(long i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] values = new float[DIMENSION];
    double size = 0.5 + random.nextDouble();
    for (int j = 0; j < DIMENSION; j++) {
      values[j] = (float) (size * random.nextGaussian() / (1 + j / 4));
    }
    String set = i < ROWS ? "real" : "synthetic";
    return RowFactory.create("%012d".formatted(i % ROWS), set, null, values);
  }

  /** Which executors ran what, and which were lost. */
  private static final class Watch extends SparkListener {
    private final Path running;
    private final Map<Integer, String> stages = new TreeMap<>();
    private final Map<String, List<String>> ran = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();

    Watch(Path running) {
      this.running = running;
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
      String name = job.properties().getProperty("spark.job.description", "");
      JavaConverters.seqAsJavaList(job.stageIds()).forEach(s -> stages.put((Integer) s, name));
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
      String executor = task.taskInfo().executorId();
      if (!task.reason().equals(Success$.MODULE$)) {
        return;
      }
      String key = task.stageId() + "." + task.taskInfo().index();
      ran.computeIfAbsent(key, k -> new ArrayList<>()).add(executor);
      if (stages.getOrDefault(task.stageId(), "").endsWith("balls") && !Files.exists(running)) {
        try {
          Files.writeString(running, executor);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      lost.add(removed.executorId());
    }

    /** The lost executors, then the executors whose finished tasks had to be done again. */
    synchronized String faults() {
      List<String> again = new ArrayList<>();
      for (List<String> executors : ran.values()) {
        again.addAll(executors.subList(0, executors.size() - 1));
      }
      return String.join(",", lost) + "\n" + String.join(",", again) + "\n";
    }
  }
}
