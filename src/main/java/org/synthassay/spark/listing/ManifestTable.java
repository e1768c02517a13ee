package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.input.CsvException;
import org.synthassay.input.CsvTable;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetSource.Manifest;

/**
 * A manifest, CSV or Parquet: its rows become listing rows, and the store itself is not listed.
 *
 * @param file its full path
 */
record ManifestTable(SparkSession spark, Manifest manifest, Path file) {

  /**
   * @throws NoSuchInputException where there is no such file
   */
  static ManifestTable of(SparkSession spark, Manifest manifest) {
    try {
      Path path = FolderEntry.path(manifest.file());
      FileSystem store = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return new ManifestTable(spark, manifest, store.getFileStatus(path).getPath());
    } catch (IOException | IllegalArgumentException e) {
      throw new NoSuchInputException(manifest.file(), "no such file: " + manifest.file());
    }
  }

  private boolean isParquet() {
    return file.getName().endsWith(".parquet");
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Reads a CSV through once: a fault on its last line is said before any work.
   *
   * @throws NoSuchInputException where a column is missing, or the file is not as it is said to be
   */
  void check(SetOptions set) {
    root();
    if (isParquet()) {
      requireColumns(List.of(spark.read().parquet(file.toString()).columns()), set);
      return;
    }
    try (CsvTable table = open(hadoop())) {
      requireColumns(table.header(), set);
      table.forEachRemaining(line -> {});
    } catch (CsvException e) {
      throw new NoSuchInputException(manifest.file(), String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      throw new NoSuchInputException(manifest.file(), "cannot be read: " + e.getMessage());
    }
  }

  private CsvTable open(Configuration hadoop) throws IOException {
    return open(file, manifest, hadoop);
  }

  private List<String> header() {
    try (CsvTable table = open(hadoop())) {
      return List.copyOf(table.header());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static CsvTable open(Path file, Manifest manifest, Configuration hadoop)
      throws IOException {
    InputStream in = file.getFileSystem(hadoop).open(file);
    try {
      return new CsvTable(manifest.file(), in, manifest.csv());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void requireColumns(List<String> columns, SetOptions set) {
    for (String column : wanted(set)) {
      int there = Collections.frequency(columns, column);
      if (there != 1) {
        throw new NoSuchInputException(
            column,
            "%s has %s column '%s': it has %s"
                .formatted(
                    manifest.file(),
                    there == 0 ? "no" : "more than one",
                    column,
                    String.join(", ", columns)));
      }
    }
  }

  private Set<String> wanted(SetOptions set) {
    Set<String> wanted = new LinkedHashSet<>(List.of(manifest.pathColumn()));
    if (set.label().column() != null) {
      wanted.add(set.label().column());
    }
    if (set.group() instanceof GroupSource.Column group) {
      wanted.add(group.name());
    }
    wanted.addAll(manifest.where().keySet());
    return wanted;
  }

  private String root() {
    return manifest.root() == null
        ? file.getParent().toString()
        : FolderEntry.of(manifest.root(), "", hadoop()).base();
  }

  /** Its rows ({@link ListingRow#SCHEMA}); {@code part} is the line, where rows repeat. */
  Dataset<Row> listing(String set, SetOptions options) {
    List<String> columns = isParquet() ? List.copyOf(wanted(options)) : header();
    var rule = new ManifestLine.Rule(set, options, manifest, root(), columns);
    if (isParquet()) {
      Dataset<Row> table = spark.read().parquet(file.toString());
      Column[] texts =
          columns.stream().map(c -> TextColumn.of(c, table.schema())).toArray(Column[]::new);
      MapFunction<Row, Row> toRow =
          row -> new ManifestLine((int) row.getLong(0) + 1, row.getList(1), rule).row();
      return table
          .coalesce(1)
          .select(monotonically_increasing_id(), array(texts))
          .map(toRow, Encoders.row(ListingRow.SCHEMA));
    }
    var conf = new SerializableConfiguration(hadoop());
    String path = file.toString();
    Manifest described = manifest;
    var rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(path), 1)
            .flatMap(p -> open(new Path(p), described, conf.value()))
            .map(line -> new ManifestLine(line.number(), line.fields(), rule).row());
    return spark.createDataFrame(rows, ListingRow.SCHEMA);
  }
}
