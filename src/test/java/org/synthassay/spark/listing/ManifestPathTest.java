package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource.Manifest;
import org.synthassay.spark.listing.ListingRow.Status;

/** A path of a manifest names one image below the root, however both are spelt. */
class ManifestPathTest {
  private static final SetOptions SET =
      new SetOptions(
          new Manifest("a.csv", "path", null, Map.of()),
          new LabelSource(LabelFrom.DIRECTORY, null, Map.of()),
          new GroupSource.None());

  private static ListingRow row(String root, String path) {
    var rule = new ManifestLine.Rule("real", SET, (Manifest) SET.source(), root, List.of("path"));
    return ListingRow.of(new ManifestLine(2, List.of(path), rule).row());
  }

  @ParameterizedTest
  @CsvSource({
    "file:/d, a/1.png, a/1.png, file:/d/a/1.png, a",
    "file:/d, /d/a/1.png, a/1.png, file:/d/a/1.png, a",
    "file:/d, file:///d/a/1.png, a/1.png, file:/d/a/1.png, a",
    "file:/d, ./x/..//1.png, 1.png, file:/d/1.png, d",
    "file:/, /d/a/1.png, d/a/1.png, file:/d/a/1.png, a",
    "file:/, file:/d/1.png, d/1.png, file:/d/1.png, d",
    "s3a://b/, s3a://b/a/1.png, a/1.png, s3a://b/a/1.png, a",
    "s3a://b/, a/1.png, a/1.png, s3a://b/a/1.png, a",
    "s3a://b/d, s3a://b/d/1.png, 1.png, s3a://b/d/1.png, d",
    "hdfs://n:8020/d, hdfs://n:8020/d/a:1 [x].png, a:1 [x].png, hdfs://n:8020/d/a:1 [x].png, d"
  })
  void oneImageBelowTheRoot(String root, String path, String id, String file, String label) {
    assertThat(row(root, path))
        .extracting(ListingRow::id, ListingRow::file, ListingRow::label, ListingRow::status)
        .containsExactly(id, file, label, Status.FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "file:/d, ../1.png",
    "file:/d, /e/1.png",
    "file:/d, /d2/1.png",
    "file:/d, a/../../1.png",
    "file:/d, file:///e/1.png",
    "file:/d, s3a://b/d/1.png",
    "s3a://b/, s3a://other/1.png",
    "s3a://b/d, s3a://b/1.png",
    "file:/d, /d/../1.png",
    "file:/d, .",
    "file:/d, ''"
  })
  void nothingOutsideTheRoot(String root, String path) {
    assertThat(row(root, path))
        .extracting(ListingRow::status, ListingRow::code)
        .containsExactly(Status.REJECTED, "outside-root");
  }

  @Test
  void aRootIsTakenOffOnce() {
    assertThat(row("file:/d", "file:/d//d/1.png").id()).isEqualTo("d/1.png");
  }
}
