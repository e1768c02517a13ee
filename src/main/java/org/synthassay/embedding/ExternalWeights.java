package org.synthassay.embedding;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Files beside an ONNX file that hold its weights, found without reading the weights inside it. */
public final class ExternalWeights {

  /** ModelProto.graph, GraphProto.initializer, TensorProto.external_data, its key and value. */
  private static final int GRAPH = 7;

  private static final int INITIALIZER = 5;
  private static final int EXTERNAL_DATA = 13;
  private static final int MAX_ENTRY = 1 << 16;

  private final DataInputStream in;
  private final Set<String> names = new TreeSet<>();
  private long position;

  private ExternalWeights(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * Names of files in the model's own folder.
   *
   * @throws ModelException where a name leads out of that folder
   */
  public static Set<String> names(String uri, InputStream model, long length) throws IOException {
    ExternalWeights weights = new ExternalWeights(model);
    try {
      weights.message(length, GRAPH, INITIALIZER, EXTERNAL_DATA);
    } catch (EOFException | NumberFormatException e) {
      throw new ModelException(uri, "is no ONNX file, or is cut: " + e, e);
    }
    for (String name : weights.names) {
      if (name.startsWith(".") || name.contains("/") || name.contains("\\") || name.isBlank()) {
        throw new ModelException(
            uri, "its weights must lie beside it, and it names the file '" + name + "'");
      }
    }
    return weights.names;
  }

  /** Walks one message: into the first of {@code path}, over everything else. */
  private void message(long end, int... path) throws IOException {
    while (position < end) {
      long tag = varint();
      int field = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> varint();
        case 1 -> skip(8);
        case 5 -> skip(4);
        case 2 -> {
          long length = varint();
          if (length < 0 || position + length > end) {
            throw new EOFException("a field claims " + length + " bytes");
          }
          long fieldEnd = position + length;
          if (field != path[0]) {
            skip(length);
          } else if (path.length > 1) {
            message(fieldEnd, Arrays.copyOfRange(path, 1, path.length));
          } else {
            entry(length);
          }
        }
        default -> throw new EOFException("a field of an unknown kind");
      }
    }
  }

  /** A key and its value, {@code location} and a file's name among them. */
  private void entry(long length) throws IOException {
    if (length > MAX_ENTRY) {
      throw new EOFException("an entry claims " + length + " bytes");
    }
    long end = position + length;
    String key = "";
    String value = "";
    while (position < end) {
      long tag = varint();
      byte[] text = new byte[Math.toIntExact(Math.min(varint(), MAX_ENTRY))];
      in.readFully(text);
      position += text.length;
      if (tag >>> 3 == 1) {
        key = new String(text, StandardCharsets.UTF_8);
      } else {
        value = new String(text, StandardCharsets.UTF_8);
      }
    }
    if (key.equals("location")) {
      names.add(value);
    }
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = in.readUnsignedByte();
      position++;
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new EOFException("a number without end");
  }

  private void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
    position += bytes;
  }
}
