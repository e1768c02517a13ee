package org.synthassay.spark.run;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.parquet.hadoop.ParquetOutputCommitter;

/**
 * Commits Parquet tables by the committer that Hadoop has for their store, which Parquet's own
 * passes over: on S3A the magic committer, whose uploads become files only when the whole job is
 * committed. The usual one renames, and a rename on S3A is a copy, file by file.
 */
public final class StoreCommitter extends ParquetOutputCommitter {
  private static final String CLASS = "spark.sql.parquet.output.committer.class";
  private static final String S3A_NAME = "fs.s3a.committer.name";

  private final PathOutputCommitter store;

  /** Called by Spark. */
  public StoreCommitter(Path output, TaskAttemptContext context) throws IOException {
    super(output, context);
    store =
        PathOutputCommitterFactory.getCommitterFactory(output, context.getConfiguration())
            .createOutputCommitter(output, context);
  }

  /** The settings by which tables below {@code output} are committed; a user's own stay. */
  static Map<String, String> choose(URI output, Configuration hadoop) {
    if (!"s3a".equals(output.getScheme()) || hadoop.get(CLASS) != null) {
      return Map.of();
    }
    String own = hadoop.get(S3A_NAME, "file");
    return Map.of(
        CLASS, StoreCommitter.class.getName(), S3A_NAME, own.equals("file") ? "magic" : own);
  }

  @Override
  public Path getWorkPath() throws IOException {
    return store.getWorkPath();
  }

  @Override
  public void setupJob(JobContext job) throws IOException {
    store.setupJob(job);
  }

  @Override
  public void setupTask(TaskAttemptContext task) throws IOException {
    store.setupTask(task);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext task) throws IOException {
    return store.needsTaskCommit(task);
  }

  @Override
  public void commitTask(TaskAttemptContext task) throws IOException {
    store.commitTask(task);
  }

  @Override
  public void abortTask(TaskAttemptContext task) throws IOException {
    store.abortTask(task);
  }

  @Override
  public void commitJob(JobContext job) throws IOException {
    store.commitJob(job);
  }

  @Override
  public void abortJob(JobContext job, JobStatus.State state) throws IOException {
    store.abortJob(job, state);
  }

  @Override
  public boolean isCommitJobRepeatable(JobContext job) throws IOException {
    return store.isCommitJobRepeatable(job);
  }

  @Override
  public boolean isRecoverySupported(JobContext job) throws IOException {
    return store.isRecoverySupported(job);
  }

  @Override
  public void recoverTask(TaskAttemptContext task) throws IOException {
    store.recoverTask(task);
  }
}
