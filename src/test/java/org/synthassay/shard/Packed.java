package org.synthassay.shard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Containers made in memory for tests. */
final class Packed {
  private Packed() {}

  /** Something that writes and may fail. */
  interface Writing<T> {
    void to(T target) throws IOException;
  }

  /** Name, content, name, content, … */
  static Map<String, byte[]> files(Object... namesAndContents) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      Object content = namesAndContents[i + 1];
      files.put(
          (String) namesAndContents[i],
          content instanceof byte[] bytes ? bytes : utf8((String) content));
    }
    return files;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] tar(Map<String, byte[]> files) {
    return tar(tar -> files.forEach((name, content) -> put(tar, name, content)));
  }

  static byte[] tar(Writing<TarArchiveOutputStream> writing) {
    return written(
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            writing.to(tar);
          }
        });
  }

  static void put(TarArchiveOutputStream tar, String name, byte[] content) {
    try {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] content) {
    return written(
        out -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  static byte[] zip(Map<String, byte[]> files) {
    return zip(zip -> files.forEach((name, content) -> put(zip, name, content)));
  }

  static byte[] zip(Writing<ZipArchiveOutputStream> writing) {
    return written(
        out -> {
          SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
          try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
            writing.to(zip);
          }
          out.write(channel.array(), 0, (int) channel.size());
        });
  }

  static void put(ZipArchiveOutputStream zip, String name, byte[] content) {
    try {
      zip.putArchiveEntry(new ZipArchiveEntry(name));
      zip.write(content);
      zip.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A .npy array with any header text's fields and any content. */
  static byte[] npy(String type, String shape, byte[] content) {
    return npy(
        "{'descr': %s, 'fortran_order': False, 'shape': %s, }".formatted(type, shape), content);
  }

  static byte[] npy(String header, byte[] content) {
    byte[] text = utf8(header + "\n");
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + text.length + content.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put(utf8("NUMPY")).put((byte) 1).put((byte) 0);
    bytes.putShort((short) text.length).put(text).put(content);
    return bytes.array();
  }

  /** Bytes 0, 1, 2, … */
  static byte[] counted(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  /** Replaces every {@code from} by {@code to}, of the same length. */
  static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static byte[] written(Writing<ByteArrayOutputStream> writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
