package org.synthassay.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.image.Limits;
import org.synthassay.image.Rejected;
import org.synthassay.shard.Cursor;
import org.synthassay.shard.Encoded;
import org.synthassay.shard.Listed;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.run.StoreCommitter;

/** What must hold on every store; each store is a subclass that starts its server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
  private static final ShardOptions OPTIONS = ShardOptions.of(new Limits(1 << 20, 1 << 24));
  private static final int MEMBERS = 40;

  private final StoreServer server;
  private final FileSystem store;

  StoreContract(StoreServer server) throws IOException {
    this.server = server;
    this.store = server.fileSystem(Map.of());
  }

  @AfterAll
  void close() throws IOException {
    store.close();
    server.close();
  }

  final StoreServer server() {
    return server;
  }

  final FileSystem store() {
    return store;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    byte[] content = "an audit".getBytes(StandardCharsets.UTF_8);
    write("plain/a.txt", out -> out.write(content));

    assertThat(StoredShard.of(store, server.uri("plain/a.txt")).length()).isEqualTo(8);
    try (var in = store.open(new Path(server.uri("plain/a.txt")))) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aTarIsReadFromTheStore() throws IOException {
    write(
        "shards/x.tar",
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < MEMBERS; i++) {
              TarArchiveEntry entry = new TarArchiveEntry(member(i));
              entry.setSize(content(i).length);
              tar.putArchiveEntry(entry);
              tar.write(content(i));
              tar.closeArchiveEntry();
            }
          }
        });

    assertReads(ShardFormat.TAR, "shards/x.tar");
  }

  @Test
  void aZipIsReadFromTheStore() throws IOException {
    write(
        "shards/x.zip",
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < MEMBERS; i++) {
              zip.putNextEntry(new ZipEntry(member(i)));
              zip.write(content(i));
            }
          }
        });

    assertReads(ShardFormat.ZIP, "shards/x.zip");
  }

  @Test
  void aShardThatIsGoneIsARejectedRow() throws IOException {
    Path path = new Path(server.uri("shards/gone.tar"));
    StoredShard shard = new StoredShard(store, path, 4096);

    List<Listed> listed = all(ShardFormat.TAR.list(shard, OPTIONS));

    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).rejected())
        .extracting(Rejected::code)
        .isEqualTo(Rejected.Reason.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before", "between", "after"})
  void aLoserOfSpeculationTakesNothingAway(String losing) throws IOException {
    JobConf conf = new JobConf();
    server.options().forEach(conf::set);
    conf.set("fs.s3a.committer.name", "magic");
    conf.set("fs.s3a.impl.disable.cache", "true");
    conf.set("fs.hdfs.impl.disable.cache", "true");
    Path table = new Path(server.uri("speculated/" + losing));
    JobID id = new JobID("20260101000000", 1);
    var job = new JobContextImpl(conf, id);
    var winning = attempt(conf, id, 1);
    var slow = attempt(conf, id, 0);
    StoreCommitter driver = new StoreCommitter(table, attempt(conf, id, 0));
    driver.setupJob(job);
    StoreCommitter winner = new StoreCommitter(table, winning);
    StoreCommitter loser = new StoreCommitter(table, slow);
    write(loser, slow, "half");
    write(winner, winning, "whole");
    List<Committing> steps =
        new ArrayList<>(List.of(() -> winner.commitTask(winning), () -> driver.commitJob(job)));
    steps.add(List.of("before", "between", "after").indexOf(losing), () -> loser.abortTask(slow));
    for (Committing step : steps) {
      step.take();
    }
    try (var in = store.open(new Path(table, "part-00000"))) {
      assertThat(in.readAllBytes()).isEqualTo("whole".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A step towards a table. */
  private interface Committing {
    void take() throws IOException;
  }

  private static TaskAttemptContext attempt(JobConf conf, JobID job, int number) {
    return new TaskAttemptContextImpl(
        conf, new TaskAttemptID(new TaskID(job, TaskType.MAP, 0), number));
  }

  private static void write(StoreCommitter committer, TaskAttemptContext task, String text)
      throws IOException {
    committer.setupTask(task);
    Path file = new Path(committer.getWorkPath(), "part-00000");
    try (OutputStream out = file.getFileSystem(task.getConfiguration()).create(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(committer.needsTaskCommit(task)).isTrue();
  }

  private void assertReads(ShardFormat format, String path) throws IOException {
    StoredShard shard = StoredShard.of(store, server.uri(path));

    assertThat(all(format.list(shard, OPTIONS)))
        .hasSize(MEMBERS)
        .allSatisfy(row -> assertThat(row.rejected()).isNull());
    List<Encoded> read = all(format.read(shard, Set.of(member(3), member(39)), OPTIONS));

    assertThat(read).extracting(Encoded::member).containsExactly(member(3), member(39));
    assertThat(read.get(0).content()).isEqualTo(content(3));
    assertThat(read.get(1).content()).isEqualTo(content(39));
  }

  private static String member(int i) {
    return "%03d.png".formatted(i);
  }

  /** 100 KB of noise: a shard of 4 MB, so that the readers seek. */
  private static byte[] content(int i) {
    byte[] noise = new byte[100_000];
    new Random(i).nextBytes(noise);
    return noise;
  }

  private static <T> List<T> all(Cursor<T> cursor) {
    try (cursor) {
      List<T> rows = new ArrayList<>();
      cursor.forEachRemaining(rows::add);
      return rows;
    }
  }

  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  final void write(String path, Writing writing) throws IOException {
    try (OutputStream out = store.create(new Path(server.uri(path)))) {
      writing.to(out);
    }
  }
}
