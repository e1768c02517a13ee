package org.synthassay.embedding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One protobuf message of a stream, field by field; what is not asked for is passed over. */
final class ProtoReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_TEXT = 4096;

  private final InputStream in;
  private long left;
  private long key;
  private boolean taken = true;
  private @Nullable ProtoReader inside;

  /**
   * @param length of the message in bytes
   */
  ProtoReader(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  /** Goes to the next field; false at the message's end. */
  boolean next() throws IOException {
    finishField();
    if (left == 0) {
      return false;
    }
    key = varint();
    taken = false;
    if (key >>> 3 == 0 || key >>> 32 != 0) {
      throw new IOException("it has a field without a number");
    }
    return true;
  }

  int field() {
    return (int) (key >>> 3);
  }

  long number() throws IOException {
    if ((key & 7) != VARINT) {
      throw new IOException("its field " + field() + " is no number");
    }
    taken = true;
    return varint();
  }

  String text() throws IOException {
    long length = length();
    if (length > LONGEST_TEXT) {
      throw new IOException("its field " + field() + " claims a text of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("it ends inside its field " + field());
    }
    left -= length;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The message in this field; it is read before the next field of this one. */
  ProtoReader message() throws IOException {
    long length = length();
    ProtoReader message = new ProtoReader(in, length);
    left -= length;
    inside = message;
    return message;
  }

  private long length() throws IOException {
    if ((key & 7) != LENGTH_DELIMITED) {
      throw new IOException("its field " + field() + " is no text or message");
    }
    taken = true;
    long length = varint();
    if (length < 0 || length > left) {
      throw new EOFException("it ends inside its field " + field());
    }
    return length;
  }

  private void finishField() throws IOException {
    if (inside != null) {
      inside.finishField();
      inside.skip(inside.left);
      inside = null;
    }
    if (!taken) {
      switch ((int) key & 7) {
        case VARINT -> varint();
        case FIXED64 -> skip(8);
        case LENGTH_DELIMITED -> skip(length());
        case FIXED32 -> skip(4);
        default -> throw new IOException("its field " + field() + " is of an unknown kind");
      }
      taken = true;
    }
  }

  private void skip(long bytes) throws IOException {
    if (bytes > left) {
      throw new EOFException("it ends inside its field " + field());
    }
    in.skipNBytes(bytes);
    left -= bytes;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = left == 0 ? -1 : in.read();
      if (next < 0) {
        throw new EOFException("it ends inside a number");
      }
      left--;
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("it has a number of more than 64 bits");
  }
}
