package org.synthassay;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigText;
import scala.Tuple2;

/** Reads configuration files from any Hadoop file system, before there is a Spark session. */
final class ConfigFile {

  private static final int MAX_BYTES = 1 << 20;
  private static final String HADOOP = "spark.hadoop.";

  private ConfigFile() {}

  /** The file at {@code path}, which may include files beside it. */
  static ConfigText read(String path) {
    try {
      return read(new Path(path), path, hadoop());
    } catch (FileNotFoundException e) {
      throw new ConfigException(path + ": no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static ConfigText read(Path path, String name, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (files.getFileStatus(path).isDirectory()) {
      throw new IOException("it is a folder");
    }
    byte[] bytes;
    try (InputStream in = files.open(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it is over 1 MiB, more than a configuration holds");
    }
    Path folder = files.makeQualified(path).getParent();
    return new ConfigText(
        name,
        new String(bytes, StandardCharsets.UTF_8),
        relative -> read(new Path(folder, relative), sibling(name, relative), hadoop));
  }

  /** How a file that {@code name} includes is called in messages. */
  private static String sibling(String name, String relative) {
    return name.substring(0, name.lastIndexOf('/') + 1) + relative;
  }

  /** What spark-submit was told about Hadoop, such as the keys of a store. */
  private static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> entry : new SparkConf().getAll()) {
      if (entry._1().startsWith(HADOOP)) {
        hadoop.set(entry._1().substring(HADOOP.length()), entry._2());
      }
    }
    return hadoop;
  }
}
