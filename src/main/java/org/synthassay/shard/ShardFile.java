package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;

/** A file on some store, as the readers of this package see it. */
public interface ShardFile {
  /** The name used in messages and ids. */
  String name();

  long length();

  /** A stream from {@code offset} on; the caller closes it. */
  InputStream open(long offset) throws IOException;
}
