package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.AuditMeter;
import org.synthassay.spark.run.LocalSpark;
import scala.collection.JavaConverters;

/** What an audit does, as Spark's own metrics system has it. */
class AuditMeterTest {

  @Test
  void everyImageIsCountedInSparksMetricsWithItsBytes(@TempDir Path folder) throws IOException {
    SparkSession spark = LocalSpark.session();
    new Phantoms(PhantomKind.RADIOGRAPH, 8, 2, 5).draw(folder.resolve("images"));
    Path broken = folder.resolve("images/synthetic/broken.png");
    Files.writeString(broken, "no image");
    long images = AuditMeter.IMAGES.count();
    long rejected = AuditMeter.REJECTED.count();
    long bytes = AuditMeter.BYTES_READ.count();

    List<String> settings =
        Small.settings(
            folder.resolve("images"),
            folder.resolve("run"),
            "synthetic.label.from=none",
            "rejected.max-fraction=0.5",
            "sample.balance=false",
            "sample.equal=false");
    Audit.run(ConfigReader.read(ConfigText.of("t.conf", ""), settings), spark);

    try (Stream<Path> files = Files.walk(folder.resolve("images"))) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(AuditMeter.IMAGES.count() - images).isEqualTo(all.size());
      assertThat(AuditMeter.BYTES_READ.count() - bytes)
          .isEqualTo(all.stream().mapToLong(file -> file.toFile().length()).sum());
    }
    assertThat(AuditMeter.REJECTED.count() - rejected).isEqualTo(1);
    MetricRegistry registry =
        JavaConverters.seqAsJavaList(SparkEnv.get().metricsSystem().getSourcesByName("synthassay"))
            .get(0)
            .metricRegistry();
    assertThat(registry.getMeters().keySet()).contains("images", "rejected", "bytesRead");
    assertThat(registry.meter("images").getMeanRate()).isPositive();
    assertThat(registry.getGauges()).containsKey("modelLoads");
  }
}
