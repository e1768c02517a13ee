package org.synthassay.spark.join;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.manifold.passes.PassStore;

/**
 * The files by which the block join's tasks hand each other what grows with the number of rows, in
 * one folder of any Hadoop file system.
 */
final class JoinStore implements PassStore {
  private static final int BUFFER = 1 << 18;

  private final String folder;
  private final SerializableConfiguration hadoop;

  JoinStore(String folder, SparkSession spark) {
    this.folder = folder;
    this.hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }

  String path(String name) {
    return folder + "/" + name;
  }

  /** Appears whole or not at all, so that a killed task leaves nothing half written. */
  @Override
  public void write(String name, Writing content) {
    Path path = new Path(path(name));
    Path unfinished = new Path(path("unfinished/" + UUID.randomUUID()));
    try {
      FileSystem files = files(path);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(files.create(unfinished), BUFFER))) {
        content.to(out);
      }
      files.mkdirs(path.getParent());
      replace(files, unfinished, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * At no time is the file missing on a store that can replace it in one step: a second attempt at
   * a task, killed as the slower one, leaves the first one's.
   */
  private void replace(FileSystem files, Path unfinished, Path path) throws IOException {
    String scheme = files.getUri().getScheme();
    if (scheme.equals("hdfs")) {
      FileContext.getFileContext(files.getUri(), hadoop.value())
          .rename(unfinished, path, Options.Rename.OVERWRITE);
      return;
    }
    if (!scheme.equals("file")) {
      files.delete(path, false);
    }
    if (!files.rename(unfinished, path)) {
      throw new IOException(path + " cannot be written: renaming " + unfinished + " failed");
    }
  }

  @Override
  public void writeOnce(String name, Writing content) {
    Path path = new Path(path(name));
    try {
      if (files(path).exists(path)) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(name, content);
  }

  @Override
  public <T> T read(String name, Reading<T> content) {
    try (FSDataInputStream file = open(name);
        DataInputStream in = new DataInputStream(new BufferedInputStream(file, BUFFER))) {
      return content.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FSDataInputStream open(String name) throws IOException {
    Path path = new Path(path(name));
    return files(path).open(path);
  }

  /** On a local disk without checksums beside the files, which cannot be replaced with them. */
  private FileSystem files(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop.value());
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }
}
