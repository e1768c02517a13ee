package org.synthassay.spark.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.synthassay.image.Limits;
import org.synthassay.input.CsvTable;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetSource;
import org.synthassay.input.SetSource.Manifest;
import org.synthassay.shard.ShardOptions;

/** What a listing's tasks make of a set, one after the other and without Spark. */
final class PlainRows {
  static final Configuration HADOOP = new Configuration();

  static {
    HADOOP.set("fs.defaultFS", "file:///");
  }

  private PlainRows() {}

  static List<ListingRow> of(SetOptions set) throws IOException {
    return set.source() instanceof Manifest manifest
        ? manifest(set, manifest)
        : images(set, (SetSource.Images) set.source());
  }

  private static List<ListingRow> images(SetOptions set, SetSource.Images images)
      throws IOException {
    Naming naming = new Naming(set);
    ShardOptions shards =
        ShardOptions.of(new Limits(1000, 100_000))
            .with(ImageListing.columns(set))
            .with(images.member(), images.layout());
    List<ListingRow> rows = new ArrayList<>();
    for (int i = 0; i < images.roots().size(); i++) {
      String prefix = images.roots().size() > 1 ? i + "/" : "";
      var entry = FolderEntry.of(images.roots().get(i), prefix, HADOOP);
      var files = new FolderListing(entry, "real", images.format(), naming, HADOOP);
      while (files.hasNext()) {
        Iterator<Row> found = new ShardListing(files.next(), naming, shards, HADOOP).rows();
        found.forEachRemaining(row -> rows.add(ListingRow.of(row)));
      }
    }
    return rows;
  }

  private static List<ListingRow> manifest(SetOptions set, Manifest manifest) throws IOException {
    Path file = Path.of(manifest.file());
    String root = manifest.root() == null ? String.valueOf(file.getParent()) : manifest.root();
    List<ListingRow> rows = new ArrayList<>();
    try (var table = new CsvTable("a.csv", Files.newInputStream(file), manifest.csv())) {
      var rule = new ManifestLine.Rule("real", set, manifest, "file:" + root, table.header());
      table.forEachRemaining(
          line ->
              rows.add(ListingRow.of(new ManifestLine(line.number(), line.fields(), rule).row())));
    }
    return rows;
  }

  static SetOptions images(GroupSource group, String... roots) {
    return new SetOptions(
        new SetSource.Images(List.of(roots)), SetOptions.LabelSource.none(), group);
  }
}
