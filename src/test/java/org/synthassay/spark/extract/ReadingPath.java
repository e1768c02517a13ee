package org.synthassay.spark.extract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.FolderEntry;
import org.synthassay.spark.listing.FolderListing;
import org.synthassay.spark.listing.ListingRow;
import org.synthassay.spark.listing.Naming;
import org.synthassay.spark.listing.ShardListing;

/** What a task does before it measures an image, without Spark: list, fetch, decode. */
public final class ReadingPath {
  private static final Limits LIMITS = new Limits(100_000_000, 1 << 28);
  private static final ShardOptions SHARDS = ShardOptions.of(LIMITS);

  private final Configuration hadoop;

  public ReadingPath() {
    this(new Configuration());
  }

  ReadingPath(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** Everything below a folder or in a shard, in the order in which a task reads it. */
  public List<ListingRow> list(String entry) throws IOException {
    SetSource source = new SetSource.Images(List.of(entry));
    Naming naming = new Naming(new SetOptions(source, LabelSource.none(), new GroupSource.None()));
    List<ListingRow> rows = new ArrayList<>();
    var files = new FolderListing(FolderEntry.of(entry, "", hadoop), "real", null, naming, hadoop);
    while (files.hasNext()) {
      Iterator<Row> members = new ShardListing(files.next(), naming, SHARDS, hadoop).rows();
      members.forEachRemaining(row -> rows.add(ListingRow.of(row)));
    }
    rows.sort(
        Comparator.comparing(ListingRow::file)
            .thenComparing(ListingRow::part)
            .thenComparing(ListingRow::member));
    return rows;
  }

  /** Opens them for decoding, some at a time. */
  public Reading open(List<ListingRow> rows) {
    var wanted = rows.stream().map(row -> new SampledImage(row, 1)).iterator();
    return new Reading(new SampledImages(wanted, SHARDS, hadoop));
  }

  /** Images that are fetched and decoded. */
  public static final class Reading implements AutoCloseable {
    private final SampledImages images;

    private Reading(SampledImages images) {
      this.images = images;
    }

    /** Decodes up to {@code atMost} more and returns how many came out. */
    public int decode(int atMost) {
      int decoded = 0;
      for (int i = 0; i < atMost && images.hasNext(); i++) {
        byte[] content = images.next().content();
        if (content != null && ImageDecoder.decode(content, LIMITS) instanceof Pixels pixels) {
          pixels.close();
          decoded++;
        }
      }
      return decoded;
    }

    @Override
    public void close() {
      images.close();
    }
  }
}
