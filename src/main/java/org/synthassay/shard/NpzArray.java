package org.synthassay.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.synthassay.image.Limits;

/** The one array of an .npz, as its bytes: a whole .npy file. */
public final class NpzArray implements Closeable {
  private static final ShardOptions OPTIONS =
      ShardOptions.of(new Limits(Long.MAX_VALUE, Long.MAX_VALUE));

  private final ZipWalk zip;
  private final ZipArchiveEntry entry;

  private NpzArray(ZipWalk zip, ZipArchiveEntry entry) {
    this.zip = zip;
    this.entry = entry;
  }

  /**
   * @throws IOException where it is no .npz, or has no array or several
   */
  public static NpzArray of(ShardFile file) throws IOException {
    ZipWalk zip = new ZipWalk(file, OPTIONS);
    try {
      List<ZipArchiveEntry> arrays =
          zip.entries().stream().filter(entry -> !entry.isDirectory()).toList();
      if (arrays.size() != 1) {
        List<String> names = arrays.stream().map(ZipWalk::name).limit(10).toList();
        throw new IOException(
            "holds %d arrays %s, and embeddings are one: save it alone, with np.save"
                .formatted(arrays.size(), names));
      }
      return new NpzArray(zip, arrays.get(0));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  public long length() {
    return entry.getSize();
  }

  /** Where the array lies in the file as it is, or −1 where it is compressed. */
  public long offset() throws IOException {
    try (InputStream located = open()) {
      boolean stored = entry.getMethod() == ZipMethod.STORED.getCode();
      return stored && located != null ? entry.getDataOffset() : -1;
    }
  }

  public InputStream open() throws IOException {
    return zip.open(entry);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
