package org.synthassay.spark.listing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.shard.ShardFile;
import org.synthassay.shard.ShardFormat;

/** A file on a Hadoop file system, as the readers of containers see it. */
public record HadoopShardFile(FileSystem fileSystem, Path path, long length) implements ShardFile {

  /**
   * @param length −1 asks the store
   */
  public static HadoopShardFile of(String file, long length, Configuration hadoop)
      throws IOException {
    Path path = new Path(file);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    long known = length >= 0 ? length : fileSystem.getFileStatus(path).getLen();
    return new HadoopShardFile(fileSystem, path, known);
  }

  @Override
  public String name() {
    return path.getName();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    // Looking for a checksum beside it costs as much as reading a small image.
    boolean image = ShardFormat.of(path.getName()).filter(ShardFormat.IMAGE::equals).isPresent();
    FileSystem store =
        image && fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
    FSDataInputStream in = opened(store);
    try {
      in.seek(offset);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private FSDataInputStream opened(FileSystem store) throws IOException {
    try {
      return store.open(path);
    } catch (FileNotFoundException absent) {
      Path folder = path.getParent();
      if (folder != null && !fileSystem.exists(folder)) {
        throw new IOException("its folder is gone, as where a disk is no longer mounted", absent);
      }
      throw absent;
    }
  }
}
