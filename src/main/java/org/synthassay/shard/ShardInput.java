package org.synthassay.shard;

import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A shard as the file that Parquet's reader wants. */
record ShardInput(ShardFile file) implements InputFile {

  @Override
  public long getLength() {
    return file.length();
  }

  @Override
  public SeekableInputStream newStream() {
    ShardStream stream = new ShardStream(file);
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.position();
      }

      @Override
      public void seek(long target) throws IOException {
        stream.seek(target);
      }
    };
  }

  @Override
  public String toString() {
    return file.name();
  }
}
