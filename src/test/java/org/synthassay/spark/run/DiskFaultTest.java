package org.synthassay.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFaultTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private RunDirectory run() {
    return RunDirectory.open(
        folder.resolve("run").toString(), spark.sparkContext().hadoopConfiguration());
  }

  private static Exception met(String message, String where) {
    IOException disk = new IOException(message);
    disk.setStackTrace(new StackTraceElement[] {new StackTraceElement(where, "write", null, 1)});
    return new SparkException("Job aborted due to stage failure", disk);
  }

  @Test
  void aFullOutputIsNamedWithWhatIsFreeAndWhatToDo() {
    Exception full = met("No space left on device", "org.apache.hadoop.fs.RawLocalFileSystem");
    assertThat(DiskFault.in(full, spark, run()))
        .hasValueSatisfying(
            e ->
                assertThat(e.getMessage())
                    .startsWith("No space left on device: the output file:" + folder + "/run has ")
                    .matches(".* has [0-9.]+ MB free: make room and run the same command again.*"));
  }

  @Test
  void aFullScratchFolderOfSparkIsNamedAsThat() {
    Exception full =
        met("No space left on device", "org.apache.spark.storage.DiskBlockObjectWriter");
    assertThat(DiskFault.in(full, spark, run()))
        .hasValueSatisfying(
            e ->
                assertThat(e.getMessage())
                    .matches(
                        "No space left on device: Spark's own folder /.* has [0-9.]+ MB free: name"
                            + " one with more \\(spark.local.dir, or SPARK_LOCAL_DIRS\\).*"));
  }

  @Test
  void anyOtherFailureIsNoneOfTheDisks() {
    assertThat(DiskFault.in(met("connection reset", "java.net.Socket"), spark, run())).isEmpty();
    assertThat(DiskFault.in(new IllegalStateException(), spark, run())).isEmpty();
  }
}
