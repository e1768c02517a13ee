package org.synthassay.spark.vectors;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Parquet files below a folder: Spark's own listing passes over names without a word. */
final class ParquetFolder {
  /** What writers leave beside their files. */
  private static final Set<String> MARKS = Set.of("_SUCCESS", "_metadata", "_common_metadata");

  private ParquetFolder() {}

  /**
   * The file, or those of the folder, as one table: what is called *.parquet, where anything is,
   * else all but hidden names.
   *
   * @throws IllegalArgumentException where there is none, or one that Spark would pass over
   */
  static Dataset<Row> read(SparkSession spark, String path) throws IOException {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Path root = new Path(path);
    FileSystem store = root.getFileSystem(hadoop);
    FileStatus status = store.getFileStatus(root);
    DataFrameReader reader =
        status.isDirectory() ? spark.read().option("basePath", path) : spark.read();
    return reader.parquet(files(path, below(store, status)).toArray(String[]::new));
  }

  private static List<String> files(String path, List<FileStatus> all) {
    List<FileStatus> named =
        all.stream().filter(f -> lower(f.getPath()).endsWith(".parquet")).toList();
    List<String> files =
        (named.isEmpty() ? all : named)
            .stream()
                .filter(f -> !MARKS.contains(f.getPath().getName()))
                .map(f -> f.getPath().toString())
                .sorted()
                .toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(path + ": holds no Parquet file");
    }
    for (String file : files) {
      if (new Path(file).getName().startsWith("_")) {
        throw new IllegalArgumentException(
            file + ": Spark reads no file whose name begins with '_': rename it");
      }
    }
    return files;
  }

  private static String lower(Path path) {
    return path.getName().toLowerCase(Locale.ROOT);
  }

  private static List<FileStatus> below(FileSystem store, FileStatus root) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    Deque<FileStatus> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      FileStatus next = open.removeFirst();
      if (next.isFile()) {
        files.add(next);
        continue;
      }
      for (FileStatus inside : store.listStatus(next.getPath())) {
        String name = inside.getPath().getName();
        if (!name.startsWith(".") && !(inside.isDirectory() && name.startsWith("_"))) {
          open.addLast(inside);
        }
      }
    }
    return files;
  }
}
