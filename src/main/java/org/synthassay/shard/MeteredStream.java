package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;
import org.synthassay.image.Rejected.Reason;

/** A stream that knows its position and refuses to go past a mark: what headers and bombs meet. */
final class MeteredStream extends InputStream {
  private final InputStream in;
  private final long end;
  private long position;
  private long mark;
  private String rule = "";

  /**
   * @param end position that is never passed
   */
  MeteredStream(InputStream in, long end) {
    this.in = in;
    this.end = end;
    this.mark = end;
  }

  long position() {
    return position;
  }

  /** At most {@code bytes} more until {@link #release}; {@code ruleText} says what is above it. */
  void allow(long bytes, String ruleText) {
    mark = Math.min(end, position + bytes);
    rule = ruleText;
  }

  void release() {
    mark = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int read = in.read(bytes, offset, (int) Math.min(count, room()));
    position += Math.max(0, read);
    return read;
  }

  private long room() throws ShardFault {
    if (position >= end) {
      throw new ShardFault(
          Reason.TOO_LARGE, "expands to more than " + end + " bytes, the limit by max-ratio");
    }
    if (position >= mark) {
      throw new ShardFault(Reason.BAD_ARCHIVE, "is damaged: " + rule);
    }
    return mark - position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
