package org.synthassay.manifold.passes;

import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** What the steps of the passes hand each other of what grows with the number of rows, by name. */
public interface PassStore extends Serializable {

  /** Writes a content. */
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads a content. */
  interface Reading<T> {
    T from(DataInput in) throws IOException;
  }

  /** Appears whole or not at all. */
  void write(String name, Writing content);

  /**
   * As {@link #write}, but what is there stays: what another attempt at the same task may round
   * otherwise, on a processor of another kind, must not change under its readers.
   */
  void writeOnce(String name, Writing content);

  <T> T read(String name, Reading<T> content);
}
