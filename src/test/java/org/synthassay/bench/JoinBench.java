package org.synthassay.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.synthassay.calibration.CalibrationOptions;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.spark.join.BlockJoin;
import org.synthassay.spark.join.JoinOptions;
import org.synthassay.spark.join.JoinResult;

/**
 * The block join end to end on local[2], beside the bare products of the same shapes in the same
 * run: {@code mvn -q -Pbench test-compile exec:exec -Dbench.args="2048 2000 5000"}, the dimension
 * and then the rows a set; {@code 2000/20}: the same calibrated by 20 splits.
 */
public final class JoinBench {
  private static final int CORES = 2;
  private static final String[] PHASES = {
    "lay out", "moments", "radii", "medians", "balls", "fid", "kid", "verdicts"
  };

  private final SparkSession spark;
  private final TaskCosts costs = new TaskCosts();
  private final Path folder;
  private final int dimension;

  private JoinBench(SparkSession spark, Path folder, int dimension) {
    this.spark = spark;
    this.folder = folder;
    this.dimension = dimension;
    spark.sparkContext().addSparkListener(costs);
  }

  /** The dimension, then the numbers of rows a set. */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master(System.getProperty("spark.master", "local[" + CORES + "]"))
            .appName("join bench")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 4)
            .config("spark.hadoop.fs.defaultFS", "file:///")
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    Path folder = Files.createTempDirectory("join-bench-");
    try {
      JoinBench bench = new JoinBench(spark, folder, Integer.parseInt(arguments[0]));
      List<double[]> points = new ArrayList<>();
      bench.warmUp();
      for (int a = 1; a < arguments.length; a++) {
        String[] asked = arguments[a].split("/");
        int splits = asked.length == 1 ? 0 : Integer.parseInt(asked[1]);
        points.add(bench.measure(Integer.parseInt(asked[0]), splits));
      }
      System.out.printf("log-log slope of core-s over N: %.2f%n", slope(points));
    } finally {
      spark.stop();
      delete(folder);
    }
  }

  /** What is compiled once a process, outside the clock. */
  private void warmUp() throws IOException {
    join(embeddings(1500), 0, 20);
    costs.take();
  }

  private Dataset<Row> embeddings(int rows) {
    String path = folder.resolve("rows-" + rows).toUri().toString();
    new Cloud(dimension, 1).rows(spark, rows).write().mode("overwrite").parquet(path);
    return spark.read().parquet(path);
  }

  private JoinResult join(Dataset<Row> embeddings, int run, int splits) throws IOException {
    Path work = folder.resolve("work-" + run);
    ManifoldOptions options = new ManifoldOptions(3, List.of(1, 3, 5, 10));
    JoinResult result =
        BlockJoin.of(
            embeddings,
            new JoinOptions(options, new CalibrationOptions(splits), 1),
            work.toUri().toString());
    spark.sparkContext().setJobDescription("verdicts");
    result.verdicts().write().format("noop").mode("overwrite").save();
    delete(work);
    return result;
  }

  private double[] measure(int rows, int splits) throws Exception {
    Dataset<Row> embeddings = embeddings(rows);
    Thread.sleep(500);
    costs.take();
    double cpu = cpuSeconds();
    long start = System.nanoTime();
    JoinResult result = join(embeddings, rows, splits);
    double wall = (System.nanoTime() - start) / 1e9;
    double coreSeconds = cpuSeconds() - cpu;
    Thread.sleep(500);
    Map<String, TaskCosts.Cost> phases = costs.take();
    BareProducts bare = BareProducts.of(rows, dimension, CORES);
    System.out.printf(
        "%,7d x %4d / %2d  wall %6.1f s  process %6.1f core-s  bare %6.1f s %6.1f core-s (%.0f"
            + " GF/s)  ratio %.2f  rss %s  rechecks/pair %.2e  slope %n",
        rows,
        dimension,
        splits,
        wall,
        coreSeconds,
        bare.seconds(),
        bare.coreSeconds(),
        bare.gigaflopsOfCore(),
        coreSeconds / bare.coreSeconds(),
        peakResident(),
        (double) result.facts().rechecks() / result.facts().pairs());
    phases.forEach(
        (name, c) ->
            System.out.printf(
                "    %-22s wall %5.1f s  tasks %3d  %6.1f core-s  %6.1f task-s  max/mean %.2f  read"
                    + " %d MB  shuffle %d MB%n",
                name,
                c.wallSeconds,
                c.tasks(),
                c.coreSeconds,
                c.taskSeconds,
                c.imbalance(),
                c.bytesRead >> 20,
                c.shuffleBytesRead >> 20));
    System.out.println("    " + result.facts() + " " + result.manifold());
    System.out.println("    " + result.calibration());
    return new double[] {Math.log(rows), Math.log(coreSeconds)};
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  private static String peakResident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.substring(6).strip())
        .findFirst()
        .orElse("?");
  }

  private static double slope(List<double[]> points) {
    double x = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
    double y = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
    double xy = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    return xy / points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
    }
  }
}
