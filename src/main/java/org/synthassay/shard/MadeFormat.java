package org.synthassay.shard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** The containers that images are written into; a new one is a class and a line here. */
public enum MadeFormat {
  /** WebDataset: number.json, number.cls and number.png. */
  TAR(TarWriter::new),
  /** StyleGAN's dataset tool: labels, groups and provenance in dataset.json. */
  ZIP(ZipWriter::new),
  /** A row an image: the struct {bytes, path}, label, group, number; provenance in the footer. */
  PARQUET(ParquetImages::new);

  private final Opening opening;

  MadeFormat(Opening opening) {
    this.opening = opening;
  }

  private interface Opening {
    ShardWriter open(OutputStream out, String provenance) throws IOException;
  }

  /** The end of a shard's name, without its dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Begins a shard.
   *
   * @param out closed with the shard
   * @param provenance JSON that says what made the images
   */
  public ShardWriter open(OutputStream out, String provenance) throws IOException {
    return opening.open(out, provenance);
  }
}
