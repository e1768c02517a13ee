package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.col;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetSource.Manifest;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/** A CSV manifest's lines as listing rows, read in parallel: the store itself is not listed. */
final class ManifestListing {
  private ManifestListing() {}

  /**
   * @throws NoSuchInputException where the file or one of the named columns is missing
   */
  static Dataset<Row> of(SparkSession spark, String set, SetOptions options, Manifest manifest) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    String file =
        FolderEntry.of(manifest.file(), "", hadoop).base()
            + "/"
            + new Path(manifest.file()).getName();
    Dataset<Row> lines = spark.read().option("header", true).option("escape", "\"").csv(file);
    String label = options.label().column();
    String group = options.group() instanceof GroupSource.Column c ? c.name() : null;
    requireColumns(manifest, lines.columns(), label, group);
    String root =
        manifest.root() == null
            ? new Path(file).getParent().toString()
            : FolderEntry.of(manifest.root(), "", hadoop).base();
    Naming naming = new Naming(options);
    Map<String, List<String>> where = manifest.where();
    MapFunction<Row, Row> toRow =
        line -> new Line(line, set, root, naming).row(manifest.pathColumn(), label, group, where);
    return lines.map(toRow, Encoders.row(ListingRow.SCHEMA)).filter(col("id").isNotNull());
  }

  private static void requireColumns(
      Manifest manifest, String[] columns, @Nullable String label, @Nullable String group) {
    Stream.concat(
            Stream.of(manifest.pathColumn()),
            Stream.concat(Stream.ofNullable(label), Stream.ofNullable(group)))
        .forEach(column -> requireColumn(manifest, columns, column));
    manifest.where().keySet().forEach(column -> requireColumn(manifest, columns, column));
  }

  private static void requireColumn(Manifest manifest, String[] columns, String column) {
    if (!Arrays.asList(columns).contains(column)) {
      throw new NoSuchInputException(
          column,
          manifest.file()
              + " has no column '"
              + column
              + "': it has "
              + String.join(", ", columns));
    }
  }

  /** One line of the manifest on its way to a listing row. */
  private record Line(Row line, String set, String root, Naming naming) {

    Row row(
        String pathColumn,
        @Nullable String label,
        @Nullable String group,
        Map<String, List<String>> where) {
      String told = text(pathColumn);
      String id = told == null ? null : inside(told.trim());
      String value = naming.value(null, label == null ? null : text(label));
      boolean filtered =
          where.entrySet().stream().anyMatch(e -> !Naming.accepts(e.getValue(), text(e.getKey())));
      Status status = filtered || naming.leavesOut(value) ? Status.LEFT_OUT : Status.FOUND;
      String name = id == null ? (told == null ? "" : told) : id;
      ListingRow row =
          new ListingRow(
              name,
              set,
              root + "/" + name,
              ShardFormat.IMAGE.name(),
              "",
              0,
              -1,
              naming.label(value),
              naming.group(name, group == null ? null : text(group)),
              -1,
              0,
              status,
              null,
              null);
      return (id == null && status == Status.FOUND ? row.rejected(outside(told)) : row).toRow();
    }

    private Rejected outside(@Nullable String told) {
      return new Rejected(
          Reason.OUTSIDE_ROOT,
          told == null || told.isBlank()
              ? "the manifest's path is empty"
              : "the manifest's path leaves the root folder");
    }

    private @Nullable String text(String column) {
      Object value = line.getAs(column);
      return value == null ? null : value.toString();
    }

    /** The path relative to the root, or null where it is empty or leaves the root. */
    private @Nullable String inside(String told) {
      String path = told.startsWith(root + "/") ? told.substring(root.length() + 1) : told;
      String bare = new Path(root).toUri().getPath();
      path = path.startsWith(bare + "/") ? path.substring(bare.length() + 1) : path;
      if (path.isEmpty() || path.startsWith("/") || path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
        return null;
      }
      try {
        String clean = java.nio.file.Path.of(path).normalize().toString();
        return clean.isEmpty() || clean.equals("..") || clean.startsWith("../") ? null : clean;
      } catch (InvalidPathException notAPath) {
        return null;
      }
    }
  }
}
