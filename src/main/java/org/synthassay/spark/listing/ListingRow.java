package org.synthassay.spark.listing;

import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;

/**
 * One input of a set as the listing found it.
 *
 * @param file the file's full path; {@code format} says how it is read
 * @param member the image's name inside a shard, empty for a file that is the image
 * @param part members of one part of a shard are read by one task; of rows that name one file that
 *     is an image, the lowest is kept: the line of a manifest, 1 behind a link
 * @param window index of the window, or −1 for the whole image
 * @param bytes encoded length, −1 where the listing does not tell
 * @param modified the file's modification time in ms, 0 where the listing does not tell
 */
public record ListingRow(
    String id,
    String set,
    String file,
    String format,
    String member,
    int part,
    int window,
    @Nullable String label,
    @Nullable String group,
    long bytes,
    long modified,
    Status status,
    @Nullable String code,
    @Nullable String reason) {

  /** What became of an input; tables hold the lower-case name with hyphens. */
  public enum Status {
    /** An image that may be sampled. */
    FOUND,
    NOT_SAMPLED,
    /** Its label belongs to no class, or a filter leaves it out. */
    LEFT_OUT,
    REJECTED,
    /** Another row of the set names the same image. */
    REPEATED,
    /** Not an image by its name: of another kind, or hidden. */
    IGNORED,
    USED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Status of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("set", DataTypes.StringType, false)
          .add("file", DataTypes.StringType, false)
          .add("format", DataTypes.StringType, false)
          .add("member", DataTypes.StringType, false)
          .add("part", DataTypes.IntegerType, false)
          .add("window", DataTypes.IntegerType, false)
          .add("label", DataTypes.StringType, true)
          .add("group", DataTypes.StringType, true)
          .add("bytes", DataTypes.LongType, false)
          .add("modified", DataTypes.LongType, false)
          .add("status", DataTypes.StringType, false)
          .add("code", DataTypes.StringType, true)
          .add("reason", DataTypes.StringType, true);

  public Row toRow() {
    // Chained typed operations hand rows on as they are: they must know their schema.
    Object[] values = {
      id,
      set,
      file,
      format,
      member,
      part,
      window,
      label,
      group,
      bytes,
      modified,
      status.code(),
      code,
      reason
    };
    return new GenericRowWithSchema(values, SCHEMA);
  }

  public static ListingRow of(Row row) {
    return new ListingRow(
        row.getAs("id"),
        row.getAs("set"),
        row.getAs("file"),
        row.getAs("format"),
        row.getAs("member"),
        row.<Integer>getAs("part"),
        row.<Integer>getAs("window"),
        row.getAs("label"),
        row.getAs("group"),
        row.<Long>getAs("bytes"),
        row.<Long>getAs("modified"),
        Status.of(row.getAs("status")),
        row.getAs("code"),
        row.getAs("reason"));
  }

  /**
   * An input that was found; what else is known is added.
   *
   * @param format how {@code file} is read
   */
  public static ListingRow found(String set, String id, String file, String format) {
    return new ListingRow(
        id, set, file, format, "", 0, -1, null, null, -1, 0, Status.FOUND, null, null);
  }

  /** The same as a member of a shard, or as one of several rows that name one file. */
  ListingRow inPart(String name, int number) {
    return new ListingRow(
        id, set, file, format, name, number, window, label, group, bytes, modified, status, code,
        reason);
  }

  /** The same with its label and group. */
  public ListingRow told(@Nullable String itsLabel, @Nullable String itsGroup) {
    return new ListingRow(
        id, set, file, format, member, part, window, itsLabel, itsGroup, bytes, modified, status,
        code, reason);
  }

  /** The same with its encoded length and its file's modification time. */
  public ListingRow measured(long length, long time) {
    return new ListingRow(
        id, set, file, format, member, part, window, label, group, length, time, status, code,
        reason);
  }

  /** The same, which became {@code next} without a reason of its own. */
  public ListingRow became(Status next) {
    return with(next, null, null);
  }

  public ListingRow rejected(Rejected why) {
    return with(Status.REJECTED, why.code().code(), why.sentence());
  }

  ListingRow with(Status became, @Nullable String why, @Nullable String sentence) {
    return new ListingRow(
        id, set, file, format, member, part, window, label, group, bytes, modified, became, why,
        sentence);
  }

  /** The id without the window's suffix. */
  public String path() {
    return window < 0 ? id : id.substring(0, id.lastIndexOf("#w"));
  }

  /** The window {@code index} of this image: its group defaults to the image. */
  ListingRow windowed(int index) {
    return new ListingRow(
        id + "#w" + index,
        set,
        file,
        format,
        member,
        part,
        index,
        label,
        group == null ? id : group,
        bytes,
        modified,
        status,
        code,
        reason);
  }
}
