package org.synthassay.spark.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.image.Limits;
import org.synthassay.shard.ShardOptions;
import org.synthassay.shard.StoreException;
import org.synthassay.spark.listing.ListingRow;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.store.FailingFileSystem;

/** Tasks that list and fetch from a store that fails once, or always. */
class FailingStoreReadTest {
  private static final int IMAGES = 6;
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    FailingFileSystem.register(spark.sparkContext().hadoopConfiguration());
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("rest.zip")))) {
      for (int i = 0; i < IMAGES; i++) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        image.setRGB(i, i, 0xffffff);
        ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
        zip.putNextEntry(new ZipEntry(i + ".png"));
        ImageIO.write(image, "png", zip);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3.png,0", "3.png,60", "rest.zip,0", "rest.zip,100"})
  void aFailureThatPassesCostsATryAndNoImage(String name, long at) {
    FailingFileSystem.fail(name, at, 2);
    assertThat(inATask()).hasSize(2 * IMAGES).doesNotContain("rejected");
    assertThat(FailingFileSystem.left(name)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3.png,60", "rest.zip,100"})
  void aFailureThatStaysFailsTheStageWithTheFilesName(String name, long at) {
    FailingFileSystem.fail(name, at, ALWAYS);
    assertThatThrownBy(this::inATask).rootCause().hasMessage("connection reset by peer");
    assertThatThrownBy(this::inATask)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessage(name + ": cannot be read from its store: connection reset by peer");
  }

  @Test
  void aListedFileWhoseFolderIsGoneIsAFailureOfTheStore() throws IOException {
    List<ListingRow> rows = rows();
    for (int i = 0; i < IMAGES; i++) {
      Files.delete(folder.resolve(i + ".png"));
    }
    Files.delete(folder.resolve("rest.zip"));
    Files.delete(folder);
    assertThatThrownBy(() -> fetched(rows, hadoop()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("its folder is gone");
    Files.createDirectory(folder);
    assertThat(fetched(rows, hadoop())).hasSize(2 * IMAGES).containsOnly("rejected");
  }

  /** What became of every image: listed and fetched by one task. */
  private List<String> inATask() {
    String uri = FailingFileSystem.uri(folder);
    var hadoop = new org.apache.spark.util.SerializableConfiguration(hadoop());
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(uri), 1)
        .flatMap(entry -> outcomes(entry, hadoop.value()))
        .collect();
  }

  private static Iterator<String> outcomes(String entry, Configuration hadoop) throws IOException {
    return fetched(new ReadingPath(hadoop).list(entry), hadoop).iterator();
  }

  private List<ListingRow> rows() throws IOException {
    return new ReadingPath(hadoop()).list(FailingFileSystem.uri(folder));
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  private static List<String> fetched(List<ListingRow> rows, Configuration hadoop) {
    ShardOptions options = ShardOptions.of(new Limits(1 << 20, 1 << 20));
    var wanted = rows.stream().map(row -> new SampledImage(row, 1)).iterator();
    List<String> outcomes = new ArrayList<>();
    try (var images = new SampledImages(wanted, options, hadoop)) {
      images.forEachRemaining(
          image -> outcomes.add(image.rejected() == null ? "fetched" : "rejected"));
    }
    return outcomes;
  }
}
