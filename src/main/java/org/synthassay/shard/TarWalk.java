package org.synthassay.shard;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** A tar, walked entry by entry, that says where it is cut or lies. */
final class TarWalk implements Closeable {
  private static final int BLOCK = 512;
  private static final long MAX_HEADERS = 1 << 20;
  private static final long MAX_PADDING = 1 << 20;

  private final String shard;
  private final MeteredStream stream;
  private final MarkedTar tar;
  private @Nullable TarArchiveEntry entry;
  private long offset;
  private long unread;

  TarWalk(ShardFile file, ShardOptions options) throws IOException {
    shard = file.name();
    InputStream raw = new ShardStream(file);
    if (file.name().toLowerCase(Locale.ROOT).endsWith(".tar")) {
      stream = new MeteredStream(raw, Long.MAX_VALUE);
    } else {
      long most = Math.max(ShardOptions.RATIO_FLOOR, file.length() * options.maxRatio());
      stream = new MeteredStream(gunzipped(raw), most);
    }
    tar = new MarkedTar(stream);
  }

  private static InputStream gunzipped(InputStream raw) throws IOException {
    try {
      return new GzipCompressorInputStream(raw, true);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The next entry of any kind, or null at the end mark. */
  @Nullable TarArchiveEntry next() throws IOException {
    skipContent();
    offset = (stream.position() + BLOCK - 1) / BLOCK * BLOCK;
    entry = null;
    stream.allow(MAX_HEADERS, "the entry's headers take more than " + MAX_HEADERS + " bytes");
    TarArchiveEntry header = tar.getNextEntry();
    stream.release();
    if (header == null) {
      checkEnd();
      return null;
    }
    if (!header.isCheckSumOK()) {
      throw new IOException("this is no tar header (its checksum is wrong); the rest is not read");
    }
    entry = header;
    if (header.isSparse()) {
      throw new IOException("sparse entries are not read, nor what follows: pack without --sparse");
    }
    unread = header.isDirectory() ? 0 : header.getSize();
    return header;
  }

  /** The current entry's content; its size was checked by the caller. */
  byte[] content() throws IOException {
    try {
      byte[] content = ShardStream.read(tar, (int) unread);
      unread = 0;
      return content;
    } catch (IOException e) {
      throw cut(e);
    }
  }

  /** Passes the current entry's content; fails where it is cut. */
  void skipContent() throws IOException {
    try {
      while (unread > 0) {
        long skipped = tar.skip(unread);
        if (skipped <= 0) {
          throw new EOFException("nothing left");
        }
        unread -= skipped;
      }
    } catch (IOException e) {
      throw cut(e);
    }
  }

  ShardPosition place() {
    return new ShardPosition(
        shard, entry == null ? "" : MemberName.of(entry.getName()).text(), offset);
  }

  private IOException cut(IOException e) {
    long size = entry == null ? 0 : entry.getSize();
    return e instanceof ShardFault
        ? e
        : new IOException("the shard ends inside this entry of %d bytes".formatted(size));
  }

  /** A tar ends with blocks of zeros; one that just stops was cut between two entries. */
  private void checkEnd() throws IOException {
    if (!tar.marked) {
      throw new EOFException("the shard ends without an end mark: it was cut here");
    }
    for (long read = 0; read < MAX_PADDING; ) {
      byte[] block = stream.readNBytes(1 << 14);
      for (byte value : block) {
        if (value != 0) {
          throw new IOException("more follows the tar's end mark, and is not read");
        }
      }
      read += block.length;
      if (block.length < 1 << 14) {
        return;
      }
    }
  }

  /** Tells a tar's end mark from a stream that stops, which its parent takes for the same. */
  private static final class MarkedTar extends TarArchiveInputStream {
    private boolean marked;

    MarkedTar(InputStream in) {
      // Blocks of one record: nothing behind the end mark is swallowed as padding.
      super(in, BLOCK, BLOCK, "UTF-8");
    }

    @Override
    protected boolean isEOFRecord(byte @Nullable [] block) {
      if (block == null) {
        return true;
      }
      boolean zeros = super.isEOFRecord(block);
      marked |= zeros;
      return zeros;
    }
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
