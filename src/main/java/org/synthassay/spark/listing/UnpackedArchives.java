package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.shard.Cursor;
import org.synthassay.shard.Encoded;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * An archive beside its own files: a member that a file of the set has by name, length and content
 * is a repeat of it. Only those that name and length tell of are read.
 */
public final class UnpackedArchives {
  /** What a repeat's row says. */
  public static final String CODE = "same-bytes";

  /** Files of one name and length that a member is held against: those that come first by name. */
  private static final int MOST_FILES = 16;

  private static final Column FOUND = col("status").equalTo(Status.FOUND.code());
  private static final Column PACKED =
      col("format").isin(ShardFormat.TAR.name(), ShardFormat.ZIP.name());
  private static final Column PLAIN = col("format").equalTo(ShardFormat.IMAGE.name());

  private UnpackedArchives() {}

  /** The listing with repeats marked. */
  public static Dataset<Row> marked(Dataset<Row> listing, ShardOptions options) {
    var spark = listing.sparkSession();
    var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    Column path = when(length(col("member")).gt(0), col("member")).otherwise(col("file"));
    var alike = Window.partitionBy("set", "name", "bytes", "window");
    Column plain = FOUND.and(PLAIN);
    Column first = plain.and(col("nth").leq(MOST_FILES));
    Dataset<Row> suspected =
        listing
            .withColumn("name", regexp_extract(path, "[^/]+$", 0))
            .withColumn("nth", row_number().over(alike.orderBy(plain.desc(), col("file"))))
            .withColumn("twins", collect_set(when(first, col("file"))).over(alike))
            .withColumn("twins", when(FOUND.and(PACKED), col("twins")))
            .drop("name", "nth");
    Column suspect = size(col("twins")).gt(0);
    MapPartitionsFunction<Row, Row> compare =
        rows -> new Comparison(options, hadoop.value()).of(rows);
    Column[] columns =
        Arrays.stream(ListingRow.SCHEMA.fieldNames())
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    return suspected
        .filter(suspect)
        .repartition(col("file"))
        .sortWithinPartitions("file", "member", "window")
        .mapPartitions(compare, Encoders.row(ListingRow.SCHEMA))
        .unionAll(
            suspected.filter(suspect.isNull().or(suspect.equalTo(lit(false)))).select(columns));
  }

  /** Reads suspected members, each archive once, and the files they may repeat. */
  private record Comparison(
      ShardOptions options, Configuration hadoop, Map<String, String> digests) {

    Comparison(ShardOptions options, Configuration hadoop) {
      this(options, hadoop, new HashMap<>());
    }

    Iterator<Row> of(Iterator<Row> rows) throws IOException {
      Map<String, List<Row>> byFile = new LinkedHashMap<>();
      rows.forEachRemaining(
          row -> byFile.computeIfAbsent(row.getAs("file"), f -> new ArrayList<>()).add(row));
      List<Row> done = new ArrayList<>();
      for (List<Row> archive : byFile.values()) {
        compare(archive, done);
      }
      return done.iterator();
    }

    private void compare(List<Row> archive, List<Row> done) throws IOException {
      Map<String, List<Row>> byMember = new HashMap<>();
      archive.forEach(
          row -> byMember.computeIfAbsent(row.getAs("member"), m -> new ArrayList<>()).add(row));
      ListingRow first = ListingRow.of(archive.get(0));
      var shard = HadoopShardFile.of(first.file(), -1, hadoop);
      try (Cursor<Encoded> members =
          ShardFormat.valueOf(first.format()).read(shard, byMember.keySet(), options)) {
        while (members.hasNext()) {
          Encoded member = members.next();
          byte[] content = member.content();
          for (Row row : byMember.getOrDefault(member.member(), List.of())) {
            String digest = content == null ? "" : ContentDigest.of(content);
            done.add(compared(ListingRow.of(row), row.getList(row.fieldIndex("twins")), digest));
          }
        }
      }
    }

    private Row compared(ListingRow row, List<String> twins, String digest) throws IOException {
      for (String twin : twins) {
        if (digest.equals(digest(twin))) {
          return row.with(Status.REPEATED, CODE, "has the name and the bytes of " + twin).toRow();
        }
      }
      return row.toRow();
    }

    private String digest(String file) throws IOException {
      String known = digests.get(file);
      if (known == null) {
        try (InputStream in = HadoopShardFile.of(file, -1, hadoop).open(0)) {
          known = ContentDigest.of(in.readAllBytes());
        }
        digests.put(file, known);
      }
      return known;
    }
  }
}
