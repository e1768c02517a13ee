package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.embedding.Encoders;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

/** Audits in a Spark context that is someone else's. */
@TestInstance(Lifecycle.PER_CLASS)
class GuestTest {
  private static final String GROUP = "spark.jobGroup.id";

  private final SparkSession host = LocalSpark.session();
  private final SparkContext context = host.sparkContext();

  @TempDir static Path folder;

  @BeforeAll
  void draw() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 8, 2, 5).draw(folder.resolve("images"));
  }

  @Test
  void twoAuditsOneAfterTheOtherLeaveNothingBehind() throws IOException {
    context.setJobGroup("mine", "the host's own work", false);
    Map<String, String> before = state();
    JsonNode first = audit("first");
    assertThat(state()).isEqualTo(before);
    JsonNode second = audit("second");
    assertThat(state()).isEqualTo(before);
    SameResult.assertSame(second, first);
    assertThat(Encoders.open()).as("networks in memory").isZero();
    assertThat(host.range(3).count()).as("the host's context lives").isEqualTo(3);
    context.clearJobGroup();
  }

  @Test
  void twoAuditsSideBySideDoNotMeet() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<JsonNode>> results = new ArrayList<>();
      for (String name : List.of("left", "right")) {
        results.add(threads.submit(() -> audit(name)));
      }
      SameResult.assertSame(results.get(0).get(), results.get(1).get());
    } finally {
      threads.shutdown();
    }
  }

  /** Everything that an audit could leave in a context. */
  private Map<String, String> state() {
    Map<String, String> state = new HashMap<>();
    host.conf().getAll().foreach(entry -> state.put(entry._1(), entry._2()));
    context.hadoopConfiguration().forEach(e -> state.put("hadoop " + e.getKey(), e.getValue()));
    state.put("cached", JavaSparkContext.fromSparkContext(context).getPersistentRDDs().toString());
    state.put("group", String.valueOf(context.getLocalProperty(GROUP)));
    state.put("views", host.catalog().listTables().collectAsList().toString());
    state.put("blas", String.valueOf(System.getProperty("dev.ludovic.netlib.blas.nativeLib")));
    return state;
  }

  private JsonNode audit(String name) throws IOException {
    Path output = folder.resolve(name);
    List<String> settings = Small.settings(folder.resolve("images"), output);
    assertThat(Audit.run(ConfigReader.read(ConfigText.of("t.conf", ""), settings), host))
        .isEqualTo(Outcome.DONE);
    return SameResult.lasting(
        new ObjectMapper().readTree(Files.readString(output.resolve("metrics.json"))));
  }
}
