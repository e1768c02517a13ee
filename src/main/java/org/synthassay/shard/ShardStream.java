package org.synthassay.shard;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/** A seekable stream over a shard that reads through short gaps and reopens the file for others. */
final class ShardStream extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final long NEAR = 1 << 20;
  private static final int AT_ONCE = 1 << 22;

  private final ShardFile file;
  private @Nullable InputStream in;
  private long position;

  ShardStream(ShardFile file) {
    this.file = file;
  }

  /** Up to {@code count} bytes; what merely claims to be large takes memory as it comes. */
  static byte[] read(InputStream in, int count) throws IOException {
    if (count > AT_ONCE) {
      return in.readNBytes(count);
    }
    byte[] bytes = new byte[count];
    int read = in.readNBytes(bytes, 0, count);
    return read == count ? bytes : Arrays.copyOf(bytes, read);
  }

  long position() {
    return position;
  }

  void seek(long target) throws IOException {
    long gap = target - position;
    if (in != null && gap != 0) {
      if (gap > 0 && gap <= NEAR) {
        try {
          in.skipNBytes(gap);
        } catch (IOException e) {
          throw ofStore(e);
        }
      } else {
        close();
      }
    }
    position = target;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position >= file.length()) {
      return -1;
    }
    try {
      if (in == null) {
        InputStream opened = file.open(position);
        // One read of all that is left, as of an image's file, needs no buffer on its way.
        boolean whole = count >= file.length() - position;
        in = whole ? opened : new BufferedInputStream(opened, BUFFER);
      }
      int read = in.read(bytes, offset, count);
      position += Math.max(0, read);
      return read;
    } catch (IOException e) {
      throw ofStore(e);
    }
  }

  /** What the store says is not there is no failure of the store. */
  private IOException ofStore(IOException cause) {
    if (cause instanceof FileNotFoundException && !isDenied(cause)) {
      return new ShardFault(Reason.UNREADABLE, "is no longer in its store");
    }
    throw new StoreException(file.name(), cause);
  }

  /** Java says that a file is not found, too, where it may not be opened or too many are open. */
  private static boolean isDenied(IOException notFound) {
    String message = String.valueOf(notFound.getMessage());
    return message.endsWith(")") && !message.endsWith("(No such file or directory)");
  }

  @Override
  public long skip(long count) throws IOException {
    long from = position;
    seek(Math.min(from + Math.max(0, count), Math.max(from, file.length())));
    return position - from;
  }

  @Override
  public void close() throws IOException {
    InputStream open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
