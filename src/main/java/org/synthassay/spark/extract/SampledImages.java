package org.synthassay.spark.extract;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.shard.Cursor;
import org.synthassay.shard.Encoded;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.shard.StoreException;
import org.synthassay.spark.listing.HadoopShardFile;
import org.synthassay.spark.listing.ListingRow;

/** Fetches the encoded bytes of sampled images that come sorted by file: each file is read once. */
final class SampledImages implements Iterator<SampledImages.Fetched>, AutoCloseable {
  private final PeekingIterator images;
  private final ShardOptions options;
  private final Configuration hadoop;

  private Iterator<Encoded> container = Collections.emptyIterator();
  private Map<String, List<SampledImage>> wanted = new LinkedHashMap<>();

  /**
   * An encoded image and the windows that are wanted of it.
   *
   * @param content null exactly where {@code rejected} says why
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Fetched(
      List<SampledImage> windows, byte @Nullable [] content, @Nullable Rejected rejected) {}

  SampledImages(Iterator<SampledImage> images, ShardOptions options, Configuration hadoop) {
    this.images = new PeekingIterator(images);
    this.options = options;
    this.hadoop = hadoop;
  }

  @Override
  public boolean hasNext() {
    return !wanted.isEmpty() || images.hasNext();
  }

  @Override
  public Fetched next() {
    if (wanted.isEmpty()) {
      openNextFile();
    }
    while (container.hasNext()) {
      Encoded encoded = container.next();
      List<SampledImage> windows = wanted.remove(encoded.member());
      if (windows != null) {
        return new Fetched(windows, encoded.content(), encoded.rejected());
      }
    }
    String member = wanted.keySet().iterator().next();
    return unreadable(wanted.remove(member), "the file no longer holds this image");
  }

  private void openNextFile() {
    ListingRow file = images.peek().row();
    wanted = new LinkedHashMap<>();
    while (images.hasNext() && isOfFile(images.peek().row(), file)) {
      SampledImage image = images.next();
      wanted.computeIfAbsent(image.row().member(), member -> new ArrayList<>()).add(image);
    }
    close();
    try {
      var shard =
          HadoopShardFile.of(file.file(), file.member().isEmpty() ? file.bytes() : -1, hadoop);
      container = ShardFormat.valueOf(file.format()).read(shard, wanted.keySet(), options);
    } catch (FileNotFoundException absent) {
      container = rejectAll("there is no such file");
    } catch (IOException e) {
      throw new StoreException(file.file(), e);
    }
  }

  /** A file in both sets may be read as one format in one and as another in the other. */
  private static boolean isOfFile(ListingRow row, ListingRow file) {
    return row.file().equals(file.file()) && row.format().equals(file.format());
  }

  private Iterator<Encoded> rejectAll(String sentence) {
    Rejected why = new Rejected(Reason.UNREADABLE, sentence);
    return List.copyOf(wanted.keySet()).stream()
        .map(member -> new Encoded(member, null, why))
        .iterator();
  }

  private static Fetched unreadable(List<SampledImage> windows, String sentence) {
    return new Fetched(windows, null, new Rejected(Reason.UNREADABLE, sentence));
  }

  @Override
  public void close() {
    if (container instanceof Cursor<Encoded> open) {
      open.close();
    }
    container = Collections.emptyIterator();
  }

  /** An iterator that shows its next element. */
  private static final class PeekingIterator implements Iterator<SampledImage> {
    private final Iterator<SampledImage> source;
    private @Nullable SampledImage upcoming;

    PeekingIterator(Iterator<SampledImage> source) {
      this.source = source;
    }

    SampledImage peek() {
      if (upcoming == null) {
        upcoming = source.next();
      }
      return upcoming;
    }

    @Override
    public boolean hasNext() {
      return upcoming != null || source.hasNext();
    }

    @Override
    public SampledImage next() {
      SampledImage image = peek();
      upcoming = null;
      return image;
    }
  }
}
