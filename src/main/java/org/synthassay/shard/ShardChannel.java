package org.synthassay.shard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/**
 * A shard as the random-access channel that the zip reader wants. The file's tail, which that
 * reader searches backwards byte by byte, is read once.
 */
final class ShardChannel implements SeekableByteChannel {
  private static final int TAIL = (1 << 16) + 1024;

  private final ShardStream stream;
  private final long size;
  private byte @Nullable [] tail;
  private long position;
  private long budget = Long.MAX_VALUE;
  private String rule = "";
  private boolean open = true;

  ShardChannel(ShardFile file) {
    stream = new ShardStream(file);
    size = file.length();
  }

  /** At most {@code bytes} are read from here on; {@code ruleText} says what is above it. */
  void allow(long bytes, String ruleText) {
    budget = bytes;
    rule = ruleText;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    byte[] block = new byte[(int) Math.min(target.remaining(), size - position)];
    int read = position >= size - TAIL ? readTail(block) : readBody(block);
    if (read > 0) {
      target.put(block, 0, read);
      position += read;
      budget -= read;
      if (budget < 0) {
        throw new ShardFault(Reason.TOO_LARGE, rule);
      }
    }
    return read;
  }

  private int readBody(byte[] block) throws IOException {
    stream.seek(position);
    return stream.read(block, 0, block.length);
  }

  private int readTail(byte[] block) throws IOException {
    long start = Math.max(0, size - TAIL);
    if (tail == null) {
      stream.seek(start);
      tail = stream.readNBytes((int) (size - start));
    }
    int count = Math.min(block.length, tail.length - (int) (position - start));
    if (count <= 0) {
      return -1;
    }
    System.arraycopy(tail, (int) (position - start), block, 0, count);
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long target) throws IOException {
    if (target < 0) {
      throw new IOException("points to byte " + target);
    }
    position = target;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    stream.close();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new NonWritableChannelException();
  }
}
