package org.synthassay.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.synthassay.SameMetrics;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.store.StoreServer;

/**
 * Audits on real clusters of processes, data and output on S3, the production jar shipped by
 * spark-submit, with executors and drivers killed on the way: each must leave the same metrics.json
 * and no row twice. Arguments: the jar, Spark's home, a folder for logs. A line a case.
 */
final class ClusterProof {
  private static final long PATIENCE_MILLIS = 240_000;

  private final StoreServer store;
  private final FileSystem files;
  private final Submission submission;
  private final Path folder;
  private final SparkSession reader = LocalSpark.session();
  private JsonNode expected = new ObjectMapper().nullNode();

  private ClusterProof(StoreServer store, Submission submission, Path folder) throws IOException {
    this.store = store;
    this.files = store.fileSystem(Map.of());
    this.submission = submission;
    this.folder = folder;
    store.options().forEach(reader.sparkContext().hadoopConfiguration()::set);
  }

  public static void main(String... arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
    try (StoreServer store = StoreServer.s3()) {
      Map<String, String> settings = new TreeMap<>();
      store.options().forEach((key, value) -> settings.put("spark.hadoop." + key, value));
      settings.put("spark.hadoop.fs.defaultFS", "file:///");
      settings.put("spark.ui.enabled", "false");
      settings.put("spark.ui.showConsoleProgress", "false");
      settings.put("spark.executor.cores", "1");
      settings.put("spark.executor.memory", "512m");
      settings.put("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1");
      Submission submission =
          new Submission(
              Path.of(arguments[1]).toAbsolutePath(),
              Path.of(arguments[0]).toAbsolutePath(),
              folder,
              List.of(),
              Map.of("ORT_DISABLE_TELEMETRY", "1"),
              settings);
      ClusterProof proof = new ClusterProof(store, submission, folder);
      proof.bringImages();
      proof.standalone();
      proof.yarn();
      System.out.println("clusters: all proved");
    }
    System.exit(0); // Hadoop's threads are no daemons
  }

  private void bringImages() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 24, 4, 5).draw(folder.resolve("images"));
    files.copyFromLocalFile(path(folder.resolve("images").toString()), path(store.uri("images")));
    files.create(path(store.uri("small.conf"))).close();
  }

  private static org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(name);
  }

  private void standalone() throws Exception {
    Path home = Files.createDirectories(folder.resolve("standalone"));
    String classPath = submission.home().resolve("jars") + "/*";
    try (var cluster = new StandaloneCluster(submission.home(), home, classPath)) {
      cluster.addWorker();
      Submission here =
          submission
              .with("spark.master", cluster.url())
              .with("spark.driver.host", "127.0.0.1")
              .with("spark.driver.bindAddress", "127.0.0.1");
      proved(
          "standalone: a worker more, added in extract",
          here,
          run -> {
            await(run, "_stages/extract");
            cluster.addWorker();
          });
      examine(here);
      proved(
          "standalone: an executor killed in extract",
          here,
          run -> {
            await(run, "_stages/extract");
            assertThat(cluster.killExecutor()).isTrue();
            assertThat(exists(run, "_stages/extract.done")).isFalse();
          });
      proved(
          "standalone: an executor killed in the join",
          here,
          run -> {
            await(run, "_stages/join");
            assertThat(cluster.killExecutor()).isTrue();
            assertThat(exists(run, "_stages/compare.done")).isFalse();
          });
      driverKilled(here);
      proved(
          "standalone: dynamic allocation from no executor, speculation",
          here.with("spark.dynamicAllocation.enabled", "true")
              .with("spark.dynamicAllocation.shuffleTracking.enabled", "true")
              .with("spark.dynamicAllocation.minExecutors", "0")
              .with("spark.dynamicAllocation.initialExecutors", "0")
              .with("spark.dynamicAllocation.maxExecutors", "2")
              .with("spark.dynamicAllocation.executorIdleTimeout", "5s")
              .with("spark.speculation", "true")
              .with("spark.speculation.multiplier", "1.01")
              .with("spark.speculation.quantile", "0.1")
              .with("spark.speculation.minTaskRuntime", "50ms"),
          run -> {});
    }
  }

  private void yarn() throws Exception {
    try (YarnCluster yarn = new YarnCluster(Files.createDirectories(folder.resolve("yarn")))) {
      Map<String, String> environment = new TreeMap<>(submission.environment());
      environment.put("HADOOP_CONF_DIR", yarn.configuration().toString());
      List<String> classPath = List.of(YarnCluster.sparkJar(), yarn.configuration().toString());
      String jars =
          "local:" + submission.home().resolve("jars") + "/*,local:" + YarnCluster.sparkJar();
      Submission here =
          new Submission(
                  submission.home(),
                  submission.jar(),
                  folder,
                  classPath,
                  environment,
                  submission.settings())
              .with("spark.master", "yarn")
              .with("spark.executor.instances", "2")
              .with("spark.driver.memory", "768m")
              .with("spark.yarn.jars", jars)
              .with("spark.yarn.stagingDir", folder.resolve("staging").toUri().toString())
              .with("spark.yarn.maxAppAttempts", "1")
              .with("spark.yarn.appMasterEnv.ORT_DISABLE_TELEMETRY", "1")
              .with("spark.executor.extraJavaOptions", "-Dorg.bytedeco.javacpp.cachedir=./javacpp");
      proved("YARN: client mode", here, run -> {});
      proved("YARN: cluster mode", here.with("spark.submit.deployMode", "cluster"), run -> {});
    }
  }

  /** What happens to a run while it goes on. */
  private interface Disturbance {
    void in(String run) throws Exception;
  }

  private void proved(String name, Submission on, Disturbance disturbance) throws Exception {
    long start = System.nanoTime();
    String run = name.replaceAll("[^a-zA-Z]+", "-");
    Process driver = on.start(run, audit(run));
    try {
      disturbance.in(run);
      assertThat(on.end(driver)).as("%s", on.logs().resolve(run + ".log")).isZero();
    } finally {
      driver.destroyForcibly();
    }
    same(run);
    say(name, start);
  }

  private void driverKilled(Submission here) throws Exception {
    long start = System.nanoTime();
    String run = "driver-killed";
    Process driver = here.start(run, audit(run));
    await(run, "_stages/join");
    driver.destroyForcibly().waitFor();
    assertThat(exists(run, "_stages/compare.done")).isFalse();
    Process again = here.start(run + "-again", audit(run));
    assertThat(here.end(again)).isZero();
    assertThat(here.log(run + "-again")).contains("unchanged since the last run, reused");
    same(run);
    say("standalone: the driver killed in the join, and resumed", start);
  }

  /** doctor on the cluster as it is, and on a store whose key is wrong. */
  private void examine(Submission here) throws Exception {
    long start = System.nanoTime();
    List<String> doctor = List.of("doctor", store.uri("doctor.conf"));
    try (var out = files.create(path(store.uri("doctor.conf")))) {
      String audit = "audit { output = \"%s\", real.images = \"%s\", synthetic.images = \"%s\" }";
      out.writeBytes(
          audit.formatted(
              store.uri("doctor-run"), store.uri("images/real"), store.uri("images/synthetic")));
    }
    assertThat(here.end(here.start("doctor", doctor))).as("doctor.log").isZero();
    assertThat(here.log("doctor")).contains("all 4", "An audit can run here");
    assertThat(files.exists(path(store.uri("doctor-run")))).isFalse();
    say("standalone: doctor", start);
  }

  private List<String> audit(String run) {
    List<String> command = new ArrayList<>(List.of("audit", store.uri("small.conf")));
    for (String set : List.of("real", "synthetic")) {
      command.add(set + ".images=\"" + store.uri("images/" + set) + "\"");
      command.add(set + ".label.from=directory");
    }
    command.addAll(List.of("name=small", "output=\"" + store.uri("runs/" + run) + "\""));
    command.addAll(List.of("classifier.train=0.4", "classifier.folds=2", "classifier.c=[1]"));
    command.addAll(List.of("classifier.kernels=[linear]", "manifold.sweep=[]"));
    return command;
  }

  private boolean exists(String run, String name) throws IOException {
    return files.exists(path(store.uri("runs/" + run + "/" + name)));
  }

  private void await(String run, String name) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!exists(run, name)) {
      assertThat(System.currentTimeMillis()).as("%s of %s", name, run).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private void same(String run) throws IOException {
    JsonNode found;
    try (InputStream in = files.open(path(store.uri("runs/" + run + "/metrics.json")))) {
      found = SameMetrics.lasting(new ObjectMapper().readTree(in));
    }
    if (expected.isNull()) {
      expected = found;
    }
    SameMetrics.assertSame(found, expected);
    long used = found.at("/real/used").asLong() + found.at("/synthetic/used").asLong();
    for (String table : List.of("listing", "images", "embeddings")) {
      Row rows =
          reader
              .read()
              .parquet(store.uri("runs/" + run + "/" + table))
              .agg(count(lit(1)), countDistinct(concat_ws("/", col("set"), col("id"))))
              .first();
      assertThat(rows.getLong(0)).as("rows of %s, each once", table).isEqualTo(rows.getLong(1));
      assertThat(rows.getLong(0)).as("rows of %s", table).isGreaterThanOrEqualTo(used);
    }
    for (FileStatus left : files.listStatus(path(store.uri("runs/" + run)))) {
      assertThat(left.getPath().getName()).doesNotContain("_temporary");
    }
  }

  private static void say(String name, long start) {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    System.out.printf("clusters: %-62s %4d s, same metrics.json, no row twice%n", name, seconds);
  }
}
