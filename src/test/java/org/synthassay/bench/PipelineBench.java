package org.synthassay.bench;

import static org.apache.spark.sql.functions.col;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.image.PrepareOptions;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.extract.ExtractionOptions;
import org.synthassay.spark.extract.ShippedModel;
import org.synthassay.spark.listing.ImageListing;
import org.synthassay.spark.listing.ListingCensus;
import org.synthassay.spark.listing.Sampling;

/**
 * Images a second of the whole extraction (read, decode, prepare, spatial features, embedding) on
 * two tasks of one core, beside ONNX Runtime alone on two threads of one core for as many images;
 * rounds alternate.
 *
 * <p>Arguments: two folders of images, an ONNX model of 299×299 pixels, rounds (else 3).
 */
final class PipelineBench {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int CORES = 2;
  private static final int BATCH = 32;
  private static final int SIDE = 299;
  private static final int VALUES = 3 * SIDE * SIDE;

  private PipelineBench() {}

  public static void main(String[] arguments) throws OrtException, java.io.IOException {
    AuditConfig config =
        ConfigReader.read(
            ConfigText.of("bench.conf", ""),
            List.of(
                "output=unused",
                "real.images=" + arguments[0],
                "synthetic.images=" + arguments[1],
                "sample.balance=false",
                "embedding.model=" + arguments[2]));
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + CORES + "]")
            .appName("pipeline")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .getOrCreate()) {
      var listing = new ImageListing(spark, ShardOptions.of(config.limits()));
      Dataset<Row> listed =
          listing.of(config.sets(), config.prepare().map(PrepareOptions::crop)).cache();
      Sampling sampling = Sampling.of(ListingCensus.of(listed).found(), config.sample());
      Dataset<Row> sampled =
          sampling.mark(listed, 1).filter(col("status").equalTo("found")).cache();
      long images = sampled.count();
      Extraction extraction =
          new Extraction(
              new ExtractionOptions(
                  config.prepare(), config.limits(), config.spatial().features(), 1, 0),
              ShippedModel.ship(spark.sparkContext(), config.embedding()));
      Runnable whole = () -> extract(spark, extraction, sampled, images);
      compare(whole, (int) images, arguments[2], rounds);
    }
  }

  private static void extract(
      SparkSession spark, Extraction extraction, Dataset<Row> sampled, long images) {
    var done = spark.sparkContext().longAccumulator();
    extraction.of(sampled, images, done).write().format("noop").mode("overwrite").save();
  }

  private static void compare(Runnable whole, int images, String model, int rounds)
      throws OrtException {
    // Our loader comes first: it turns off the telemetry that crashes without a network.
    whole.run();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model, options)) {
        Runnable bare = () -> forward(environment, session, images);
        forward(environment, session, CORES * BATCH);
        System.out.printf("%-6s %16s %16s %8s%n", "round", "whole", "bare", "bare/whole");
        Cost ours = Cost.NONE;
        Cost alone = Cost.NONE;
        for (int round = 1; round <= rounds; round++) {
          Cost first = Cost.of(whole);
          Cost second = Cost.of(bare);
          print(String.valueOf(round), first, second, images);
          ours = ours.plus(first);
          alone = alone.plus(second);
        }
        print("all", ours, alone, images * rounds);
      }
    }
  }

  /** So many black images over as many threads as there are cores. */
  private static void forward(OrtEnvironment environment, OrtSession session, int images) {
    List<Thread> threads =
        IntStream.range(0, CORES)
            .mapToObj(core -> images * (core + 1) / CORES - images * core / CORES)
            .map(part -> new Thread(() -> run(environment, session, part)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void run(OrtEnvironment environment, OrtSession session, int images) {
    FloatBuffer values =
        ByteBuffer.allocateDirect(4 * BATCH * VALUES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    String input = session.getInputNames().iterator().next();
    for (int done = 0; done < images; done += BATCH) {
      int batch = Math.min(BATCH, images - done);
      long[] shape = {batch, 3, SIDE, SIDE};
      try (OnnxTensor tensor =
              OnnxTensor.createTensor(environment, values.slice(0, batch * VALUES), shape);
          OrtSession.Result result = session.run(Map.of(input, tensor))) {
        result.get(0).getValue();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void print(String round, Cost ours, Cost alone, long images) {
    System.out.printf(
        "%-6s %10.2f im/s %10.2f im/s %7.1f%%%n",
        round, images / ours.wall(), images / alone.wall(), 100 * alone.wall() / ours.wall());
    System.out.printf(
        "%-6s %8.2f core-ms %8.2f core-ms %7.1f%%%n",
        "",
        1e3 * ours.cores() / images,
        1e3 * alone.cores() / images,
        100 * alone.cores() / ours.cores());
  }

  /** Seconds by the clock, and of all cores together. */
  private record Cost(double wall, double cores) {
    static final Cost NONE = new Cost(0, 0);

    static Cost of(Runnable work) {
      long start = System.nanoTime();
      long used = PROCESS.getProcessCpuTime();
      work.run();
      return new Cost(
          (System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - used) / 1e9);
    }

    Cost plus(Cost other) {
      return new Cost(wall + other.wall, cores + other.cores);
    }
  }
}
