package org.synthassay.spark.store;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.shard.ShardFile;

/** A shard on a Hadoop file system. */
record StoredShard(FileSystem store, Path path, long length) implements ShardFile {

  static StoredShard of(FileSystem store, String uri) throws IOException {
    Path path = new Path(uri);
    return new StoredShard(store, path, store.getFileStatus(path).getLen());
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    FSDataInputStream in = store.open(path);
    in.seek(offset);
    return in;
  }
}
