package org.synthassay.shard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The containers that images are read from; a new one is a class and a line here. */
public enum ShardFormat {
  /** One image, as it is. */
  IMAGE(new ImageShard(), "png jpg jpeg tif tiff bmp gif webp pnm pgm ppm dcm dicom".split(" ")),
  /** WebDataset: key.ext members, labels from key.cls and key.json. */
  TAR(new TarShard(), "tar", "tar.gz", "tgz"),
  /** StyleGAN's dataset tool: labels from dataset.json. */
  ZIP(new ZipShard(), "zip"),
  /** A binary column, or the struct {bytes, path}; label and group columns. */
  PARQUET(new ParquetShard(), "parquet"),
  /** uint8 arrays N×H×W or N×H×W×C, labels in an array beside. */
  NPZ(new NpzShard(), "npz");

  private final Layout layout;
  private final List<String> extensions;

  ShardFormat(Layout layout, String... extensions) {
    this.layout = layout;
    this.extensions = List.of(extensions);
  }

  /** By extension, in any case; empty: not a container that is read. */
  public static Optional<ShardFormat> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.extensions.stream().anyMatch(end -> lower.endsWith("." + end)))
        .findFirst();
  }

  public List<String> extensions() {
    return extensions;
  }

  /** Everything in the container, without pixels; a bad container is a rejected row. */
  public Cursor<Listed> list(ShardFile file, ShardOptions options) {
    return layout.list(file, options);
  }

  /**
   * The bytes of each of {@code members}, in any order, streaming through the container once. A
   * member that turns out missing or broken is a rejected row. Several tasks may each read one part
   * of a shard ({@link Listed#part}).
   */
  public Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options) {
    return layout.read(file, members, options);
  }
}
