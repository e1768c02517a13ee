package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.embedding.NetworkFixture;
import org.synthassay.embedding.NetworkSource;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.draw.StoredNetwork;
import org.synthassay.spark.extract.ShippedModel;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spark.run.Session;
import org.synthassay.spark.run.SparkJobs;
import org.synthassay.spark.run.Stages;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spark.store.StoreServer;

/** Whole audits whose shards and output lie on a real S3 or HDFS server. */
@TestInstance(Lifecycle.PER_CLASS)
class StoreAuditTest {
  private static final String COMMITTER = "spark.sql.parquet.output.committer.class";

  private final SparkSession spark = LocalSpark.session();
  private final Configuration hadoop = spark.sparkContext().hadoopConfiguration();
  private JsonNode local = new ObjectMapper().createObjectNode();

  @TempDir static Path folder;

  @BeforeAll
  void auditLocally() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 8, 2, 5).draw(folder.resolve("drawn"));
    for (String set : List.of("real", "synthetic")) {
      Files.createDirectories(folder.resolve("shards"));
      pack(folder.resolve("drawn").resolve(set), folder.resolve("shards/" + set + ".tar"));
    }
    local = audit(folder.resolve("shards").toString(), folder.resolve("run").toString());
  }

  private static void pack(Path set, Path tar) throws IOException {
    try (var out = new TarArchiveOutputStream(Files.newOutputStream(tar));
        Stream<Path> files = Files.walk(set)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        TarArchiveEntry entry = new TarArchiveEntry(set.relativize(file).toString());
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
      }
    }
  }

  private JsonNode audit(String shards, String output) throws IOException {
    List<String> settings = new ArrayList<>();
    for (String set : List.of("real", "synthetic")) {
      settings.add(set + ".images=\"" + shards + "/" + set + ".tar\"");
      settings.add(set + ".label.from=directory");
      settings.add(set + ".group=(patient\\d+)_");
    }
    settings.addAll(List.of("classifier.train=0.3", "classifier.folds=2", "classifier.c=[1]"));
    settings.addAll(List.of("classifier.kernels=[linear]", "manifold.sweep=[1]"));
    settings.add("calibration.splits=2");
    settings.addAll(List.of("output=\"" + output + "\"", "name=stores"));
    var config = ConfigReader.read(ConfigText.of("test.conf", ""), settings);
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    var metrics = new org.apache.hadoop.fs.Path(output, "metrics.json");
    try (InputStream in = metrics.getFileSystem(hadoop).open(metrics)) {
      return SameResult.lasting(new ObjectMapper().readTree(in));
    }
  }

  @Test
  void anAuditOnS3FindsWhatTheLocalOneFinds() throws IOException {
    withStore(StoreServer::s3, true);
  }

  @Test
  void anAuditOnHdfsFindsWhatTheLocalOneFinds() throws IOException {
    withStore(StoreServer::hdfs, false);
  }

  private void withStore(Supplier<StoreServer> starting, boolean magic) throws IOException {
    Map<String, String> before = hadoop.getValByRegex("fs\\.defaultFS|fs\\.s3a\\.committer\\.name");
    try (StoreServer server = starting.get();
        FileSystem store = server.fileSystem(Map.of())) {
      server.options().forEach(hadoop::set);
      for (String set : List.of("real", "synthetic")) {
        store.copyFromLocalFile(
            new org.apache.hadoop.fs.Path(folder.resolve("shards/" + set + ".tar").toUri()),
            new org.apache.hadoop.fs.Path(server.uri("shards/" + set + ".tar")));
      }
      String output = server.uri("runs/a");
      JsonNode found = audit(server.uri("shards"), output);
      SameResult.assertSame(found, local);
      assertThat(audit(server.uri("shards"), output)).isEqualTo(found);
      assertNothingHalfWritten(store, output);
      if (!magic) {
        assertThat(store.getFileStatus(new org.apache.hadoop.fs.Path(output)).getPermission())
            .hasToString("rwx------");
      }
      if (magic) {
        assertCommittedWithoutRename(store, output);
      }
      aWriteThatDiesHalfWayIsNeverTaken(server, store);
      weightsBesideANetworkAreFound(server, store);
    } finally {
      server(before);
    }
  }

  private void server(Map<String, String> before) {
    assertThat(hadoop.get(COMMITTER)).as("a guest changes no settings").isNull();
    before.forEach(hadoop::set);
  }

  private static void assertNothingHalfWritten(FileSystem store, String output) throws IOException {
    var files = store.listFiles(new org.apache.hadoop.fs.Path(output), true);
    while (files.hasNext()) {
      assertThat(files.next().getPath().toString())
          .doesNotContain("_temporary")
          .doesNotContain("__magic");
    }
  }

  /** The magic committer says so in the _SUCCESS file that it writes. */
  private static void assertCommittedWithoutRename(FileSystem store, String output)
      throws IOException {
    for (String table :
        List.of("listing", "images", "embeddings", "rejected", "_stages/extract/slice=0")) {
      try (InputStream in =
          store.open(new org.apache.hadoop.fs.Path(output, table + "/_SUCCESS"))) {
        assertThat(new ObjectMapper().readTree(in).get("committer").asText())
            .as(table)
            .isEqualTo("magic");
      }
    }
  }

  private void aWriteThatDiesHalfWayIsNeverTaken(StoreServer server, FileSystem store)
      throws IOException {
    String output = server.uri("runs/dies");
    Session session = Session.guest(spark);
    RunDirectory run = RunDirectory.open(output, hadoop);
    session.writesTo(run);
    Stages stages = new Stages(session.spark(), run, new SparkJobs(session.spark(), "t"));
    Stage stage = Stage.of("numbers", "all");
    MapFunction<Long, Long> dies =
        number -> {
          if (number == 999) {
            throw new IllegalStateException("dies after other partitions were committed");
          }
          return number;
        };
    assertThatThrownBy(() -> stages.table(stage, done -> numbers(session, dies)))
        .hasStackTraceContaining("dies after");
    assertThat(run.isFinished("numbers", stage.fingerprint())).isFalse();
    assertThat(parts(store, output + "/_stages/numbers")).isEmpty();

    MapFunction<Long, Long> lives = number -> number;
    assertThat(stages.table(stage, done -> numbers(session, lives)).count()).isEqualTo(1000);
    assertThat(run.isFinished("numbers", stage.fingerprint())).isTrue();
  }

  private void weightsBesideANetworkAreFound(StoreServer server, FileSystem store)
      throws IOException {
    Path nets = Files.createDirectories(folder.resolve("nets"));
    Path net = NetworkFixture.weighted(nets, "net #1.onnx", 2);
    String there = server.uri("my nets/net #1.onnx");
    assertThatThrownBy(() -> facts(there)).hasMessageContaining("no such model file");
    try (Stream<Path> files = Files.list(nets)) {
      for (Path file : files.toList()) {
        store.copyFromLocalFile(
            new org.apache.hadoop.fs.Path(file.toUri()),
            new org.apache.hadoop.fs.Path(server.uri("my nets/" + file.getFileName())));
      }
    }
    String sha256 = facts("file:" + net).sha256();
    assertThat(facts(there).sha256()).isEqualTo(sha256);
    assertThat(StoredNetwork.of(new NetworkSource(there, sha256), hadoop).files()).hasSize(2);
    store.delete(new org.apache.hadoop.fs.Path(server.uri("my nets/the weights.data")), false);
    assertThatThrownBy(() -> facts(there))
        .hasMessageContaining("needs its weights in 'the weights");
    assertThatThrownBy(() -> StoredNetwork.of(NetworkSource.of(there), hadoop))
        .hasMessageContaining("needs its weights in 'the weights");
  }

  private ModelFacts facts(String model) {
    var options = NetworkFixture.options(model, 4);
    return ShippedModel.ship(spark.sparkContext(), options).facts(spark.sparkContext());
  }

  private static Dataset<Row> numbers(Session session, MapFunction<Long, Long> each) {
    return session.spark().range(0, 1000, 1, 8).map(each, Encoders.LONG()).toDF("number");
  }

  private static List<String> parts(FileSystem store, String table) throws IOException {
    var path = new org.apache.hadoop.fs.Path(table);
    return store.exists(path)
        ? Arrays.stream(store.listStatus(path))
            .map(FileStatus::getPath)
            .map(org.apache.hadoop.fs.Path::getName)
            .filter(name -> name.startsWith("part-"))
            .toList()
        : List.of();
  }
}
