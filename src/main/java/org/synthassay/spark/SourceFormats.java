package org.synthassay.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the used images of one set were made of: a mix often explains a score.
 *
 * @param grey images measured as grey; the others have colour
 */
public record SourceFormats(List<Codec> codecs, List<Size> sizes, long grey, long colour)
    implements Serializable {
  private static final int MOST = 20;

  /** Images of one codec, bits a channel, channels in the file and alpha. */
  public record Codec(String codec, int depth, int channels, boolean alpha, long images)
      implements Serializable {}

  /** Images of one size, the most frequent sizes first. */
  public record Size(int width, int height, long images) implements Serializable {}

  /**
   * @param used rows of {@link ExtractedRow#SCHEMA}
   */
  public static SourceFormats of(Dataset<Row> used, String set) {
    Dataset<Row> images = used.filter(col("set").equalTo(set));
    List<Codec> codecs =
        images.groupBy("codec", "depth", "channels", "alpha").count().collectAsList().stream()
            .map(
                row ->
                    new Codec(
                        row.getString(0),
                        row.getInt(1),
                        row.getInt(2),
                        row.getBoolean(3),
                        row.getLong(4)))
            .sorted((a, b) -> Long.compare(b.images(), a.images()))
            .toList();
    List<Size> sizes =
        images
            .groupBy("width", "height")
            .count()
            .orderBy(col("count").desc(), col("width"), col("height"))
            .limit(MOST)
            .collectAsList()
            .stream()
            .map(row -> new Size(row.getInt(0), row.getInt(1), row.getLong(2)))
            .toList();
    Row colours =
        images.agg(count(when(col("cfi").isNull(), 1)), count(lit(1))).first();
    long grey = colours.getLong(0);
    return new SourceFormats(codecs, sizes, grey, colours.getLong(1) - grey);
  }
}
