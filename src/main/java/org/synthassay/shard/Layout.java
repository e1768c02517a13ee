package org.synthassay.shard;

import java.util.Set;

/** How one kind of container is listed and read. */
interface Layout {
  /** Everything in the container, without pixels. */
  Cursor<Listed> list(ShardFile file, ShardOptions options);

  /** Streams through the container once and yields each of {@code members}, in any order. */
  Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options);
}
