package org.synthassay.spark.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * The audit's steps, each done once: a stage whose fingerprint has not changed since an earlier run
 * is reused.
 */
public final class Stages {
  /** Raised when a stage's result changes form, so that older runs are not reused. */
  private static final String FORM = "4";

  private static final String SLICE = "slice";
  private static final String SCHEMA = ".schema.json";

  private final SparkSession spark;
  private final RunDirectory run;
  private final SparkJobs jobs;

  public Stages(SparkSession spark, RunDirectory run, SparkJobs jobs) {
    this.spark = spark;
    this.run = run;
    this.jobs = jobs;
  }

  /** What a stage is called, what it depends on, and how much there is to do. */
  public record Stage(String name, String fingerprint, long total, String unit) {

    /**
     * @param inputs everything that the stage's result depends on: records, lists, maps, texts,
     *     numbers
     */
    public static Stage of(String name, Object... inputs) {
      return new Stage(name, digest(inputs), 0, "");
    }

    public Stage counting(long total, String unit) {
      return new Stage(name, fingerprint, total, unit);
    }

    private static String digest(Object... inputs) {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(FORM.getBytes(StandardCharsets.UTF_8));
        for (Object input : inputs) {
          sha.update(("\u0000" + Canonical.of(input)).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /** A stage whose result is a table, kept as Parquet under {@code _stages}. */
  public Dataset<Row> table(Stage stage, Function<LongAccumulator, Dataset<Row>> compute) {
    once(stage, done -> write(stage.name(), compute.apply(done)));
    return read(stage.name());
  }

  /** A table that a stage works with, written under {@code _stages} and read again. */
  public Dataset<Row> kept(String name, Dataset<Row> table) {
    write(name, table);
    return read(name);
  }

  private void write(String name, Dataset<Row> table) {
    String path = "_stages/" + name;
    table.write().mode(SaveMode.Overwrite).parquet(run.path(path));
    run.write(path + SCHEMA, table.schema().json());
  }

  /** By the schema that was written: to find it in the files would take Spark a job. */
  private Dataset<Row> read(String name) {
    String path = "_stages/" + name;
    StructType schema = (StructType) DataType.fromJson(run.read(path + SCHEMA).orElseThrow());
    return spark.read().schema(schema).parquet(run.path(path));
  }

  /**
   * A long stage, done slice by slice: a run that is killed repeats only its unfinished slice.
   *
   * @param count of slices, each a job of its own
   */
  public Dataset<Row> sliced(Stage stage, int count, Slice compute) {
    String folder = "_stages/" + stage.name();
    once(stage, done -> slices(stage, count, slice -> compute.of(slice, done)));
    return spark.read().parquet(run.path(folder)).drop(SLICE);
  }

  private void slices(Stage stage, int count, IntFunction<Dataset<Row>> compute) {
    String folder = "_stages/" + stage.name();
    // A cluster of another size cuts other slices: theirs are not these.
    String cut = stage.fingerprint() + "/" + count;
    int[] open =
        IntStream.range(0, count)
            .filter(slice -> !run.isFinished(marker(stage, slice), cut))
            .toArray();
    if (open.length == count) {
      run.delete(folder); // what there is was made of other inputs or cut otherwise
    } else {
      jobs.say(stage.name(), count - open.length + " of " + count + " slices are done, reused");
    }
    for (int slice : open) {
      String path = run.path(folder + "/" + SLICE + "=" + slice);
      compute.apply(slice).write().mode(SaveMode.Overwrite).parquet(path);
      run.finish(marker(stage, slice), cut);
    }
  }

  /** In the stage's folder, so that none outlives the rows that it speaks of. */
  private static String marker(Stage stage, int slice) {
    return stage.name() + "/_" + SLICE + "-" + slice;
  }

  /** Computes one slice of a stage's table. */
  @FunctionalInterface
  public interface Slice {
    /**
     * @param index from 0
     * @param done counts what is finished
     */
    Dataset<Row> of(int index, LongAccumulator done);
  }

  /** A stage whose result is a short text, kept under {@code _stages}. */
  public String text(Stage stage, Function<LongAccumulator, String> compute) {
    String file = "_stages/" + stage.name() + ".json";
    once(stage, done -> run.write(file, compute.apply(done)));
    return run.read(file).orElseThrow();
  }

  /** A stage that leaves its results where it likes. */
  public void once(Stage stage, Work work) {
    if (run.isFinished(stage.name(), stage.fingerprint())) {
      jobs.say(stage.name(), "unchanged since the last run, reused");
      return;
    }
    run.begin(stage.name());
    jobs.stage(
        stage.name(),
        stage.total(),
        stage.unit(),
        done -> {
          work.run(done);
          return stage;
        });
    run.finish(stage.name(), stage.fingerprint());
  }

  /** What a stage does. */
  @FunctionalInterface
  public interface Work {
    /**
     * @param done counts what is finished
     */
    void run(LongAccumulator done);
  }
}
