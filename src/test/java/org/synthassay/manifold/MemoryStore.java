package org.synthassay.manifold;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.synthassay.manifold.passes.PassStore;

/** What passes leave, in memory. */
final class MemoryStore implements PassStore {
  private final Map<String, byte[]> contents = new TreeMap<>();

  @Override
  public void write(String name, Writing content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    contents.put(name, bytes.toByteArray());
  }

  @Override
  public void writeOnce(String name, Writing content) {
    if (!contents.containsKey(name)) {
      write(name, content);
    }
  }

  @Override
  public <T> T read(String name, Reading<T> content) {
    byte[] bytes = Objects.requireNonNull(contents.get(name), name);
    try {
      return content.from(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
