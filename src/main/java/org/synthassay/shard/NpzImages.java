package org.synthassay.shard;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.synthassay.image.Rejected;

/** One image array of an .npz, read forward, a row at a time. */
final class NpzImages implements Closeable {
  private final InputStream in;
  private final ArrayLayout layout;
  private final NpyHeader header;
  private final byte[] head;
  private final int rowBytes;
  private long at;

  /** Fails where the array's head is bad; {@link #fault} tells the rest. */
  NpzImages(ZipWalk zip, ZipArchiveEntry entry, ArrayLayout layout) throws IOException {
    this.layout = layout;
    in = zip.open(entry);
    try {
      header = NpyHeader.read(in).as(layout);
      if (!header.hasImageShape()) {
        throw new IOException("it holds no images: its shape is " + header.shapeText());
      }
      rowBytes = Math.toIntExact(header.rowElements());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    String magic = header.channels() == 1 ? "P5" : "P6";
    String size = header.shape()[2] + " " + header.shape()[1];
    head = (magic + "\n" + size + "\n255\n").getBytes(StandardCharsets.US_ASCII);
  }

  Optional<Rejected> fault(NpzArrays arrays, ZipArchiveEntry entry) throws IOException {
    return arrays.fault(entry, header, layout);
  }

  /** Row {@code row}, at or behind the last one read, as a PGM or PPM file. */
  byte[] read(long row) throws IOException {
    in.skipNBytes((row - at) * rowBytes);
    byte[] file = Arrays.copyOf(head, head.length + rowBytes);
    int read = in.readNBytes(file, head.length, rowBytes);
    if (read < rowBytes) {
      throw new EOFException("row " + row + " ends after " + read + " of " + rowBytes + " bytes");
    }
    at = row + 1;
    return file;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
