package org.synthassay.shard;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A shard in memory that counts what is taken from it, and whose store can be made to fail. */
final class MemoryFile implements ShardFile {
  private final String name;
  private final byte[] bytes;
  private long failAt = Long.MAX_VALUE;
  private long claimed;
  int opened;
  int closed;
  long read;

  MemoryFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.claimed = bytes.length;
  }

  /** The store breaks at this byte. */
  MemoryFile failingAt(long offset) {
    failAt = offset;
    return this;
  }

  /** The store's listing says another length than the file has. */
  MemoryFile claiming(long length) {
    claimed = length;
    return this;
  }

  byte[] content() {
    return bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return claimed;
  }

  @Override
  public InputStream open(long offset) {
    opened++;
    int from = (int) Math.min(offset, bytes.length);
    InputStream content = new ByteArrayInputStream(Arrays.copyOfRange(bytes, from, bytes.length));
    return new FilterInputStream(content) {
      private long position = offset;

      @Override
      public int read(byte[] target, int start, int count) throws IOException {
        if (position + count > failAt) {
          throw new IOException("connection reset");
        }
        int got = super.read(target, start, count);
        position += Math.max(0, got);
        read += Math.max(0, got);
        return got;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }
}
