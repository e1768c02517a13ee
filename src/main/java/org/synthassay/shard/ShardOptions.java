package org.synthassay.shard;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Limits;

/**
 * What a container may cost, and what its columns are called.
 *
 * @param limits of one image; an entry above {@code maxBytes} is rejected without being read
 * @param maxEntries in one shard; what follows is rejected
 * @param maxRatio expanded to compressed size, above 16 MiB expanded
 * @param member what the names of images in an archive end in; null: all images
 * @param layout what an .npz's arrays hold
 * @param partBytes encoded bytes after which a splittable shard begins a new part
 */
public record ShardOptions(
    Limits limits,
    int maxEntries,
    int maxRatio,
    long partBytes,
    Columns columns,
    @Nullable String member,
    ArrayLayout layout)
    implements Serializable {
  /** Expanded sizes up to here are harmless at any ratio. */
  static final long RATIO_FLOOR = 16L << 20;

  public ShardOptions {
    if (maxEntries < 1) {
      throw new IllegalArgumentException("max-entries must be >= 1, got " + maxEntries);
    }
    if (maxRatio < 1) {
      throw new IllegalArgumentException("max-ratio must be >= 1, got " + maxRatio);
    }
    if (partBytes < 1) {
      throw new IllegalArgumentException("part-bytes must be >= 1, got " + partBytes);
    }
  }

  public static ShardOptions of(Limits limits) {
    return new ShardOptions(
        limits, 2_000_000, 1000, 64L << 20, Columns.usual(), null, ArrayLayout.AUTO);
  }

  public ShardOptions with(Columns named) {
    return new ShardOptions(limits, maxEntries, maxRatio, partBytes, named, member, layout);
  }

  /** With what in an archive is an image, and what in an array. */
  public ShardOptions with(@Nullable String ending, ArrayLayout arrays) {
    return new ShardOptions(limits, maxEntries, maxRatio, partBytes, columns, ending, arrays);
  }

  /**
   * Column names in Parquet and keys in JSON sidecars.
   *
   * @param image null: the one column that holds bytes
   * @param label null: label, cls or class
   * @param group null: group or patient
   */
  public record Columns(@Nullable String image, @Nullable String label, @Nullable String group)
      implements Serializable {

    public static Columns usual() {
      return new Columns(null, null, null);
    }
  }

  boolean isBomb(long expanded, long compressed) {
    return expanded > RATIO_FLOOR && expanded / maxRatio > compressed;
  }
}
