package org.synthassay.spark.draw;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a generator's shards. One is there whole or not at all: it is written beside and
 * then renamed, and whoever comes second with the same shard throws its own away.
 */
public record ShardFolder(String output, String extension) implements Serializable {

  private static final String UNFINISHED = "_drawing";

  String name(int shard) {
    return "shard-%06d.%s".formatted(shard, extension);
  }

  /** Names of what the folder holds. */
  public Set<String> names(Configuration hadoop) {
    try {
      Path folder = new Path(output);
      return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
          .map(file -> file.getPath().getName())
          .collect(Collectors.toSet());
    } catch (FileNotFoundException absent) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + output, e);
    }
  }

  /** Writes a stream's content. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  void write(int shard, Configuration hadoop, Content content) throws IOException {
    Path target = new Path(output, name(shard));
    FileSystem store = target.getFileSystem(hadoop);
    Path begun = new Path(new Path(output, UNFINISHED), UUID.randomUUID() + "-" + name(shard));
    try {
      try (OutputStream out = store.create(begun, true)) {
        content.write(out);
      }
      if (!store.exists(target) && !store.rename(begun, target) && !store.exists(target)) {
        throw new IOException("cannot rename " + begun + " to " + target);
      }
    } finally {
      store.delete(begun, false);
    }
  }

  /** Removes what killed tasks left. */
  void sweep(Configuration hadoop) {
    Path begun = new Path(output, UNFINISHED);
    try {
      begun.getFileSystem(hadoop).delete(begun, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + begun, e);
    }
  }
}
