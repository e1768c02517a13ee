package org.synthassay.shard;

import java.io.Closeable;
import java.io.IOException;

/** Writes one shard, image by image; the same images make the same bytes. */
public interface ShardWriter extends Closeable {

  void add(MadeImage image) throws IOException;

  /** Ends the shard and its stream. */
  @Override
  void close() throws IOException;
}
