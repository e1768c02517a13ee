package org.synthassay.spark.vectors;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple5;

/** Embeddings in a .npy file: one file, however large, is split by rows. */
final class EmbeddingFileNumpy implements Serializable {
  private static final long SPLIT_BYTES = 32L << 20;
  private static final int NAMES = 3;

  private final String path;
  private final EmbeddingFileHeader header;
  private final SerializableConfiguration hadoop;

  private EmbeddingFileNumpy(
      String path, EmbeddingFileHeader header, SerializableConfiguration hadoop) {
    this.path = path;
    this.header = header;
    this.hadoop = hadoop;
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  private record Split(int from, int to) implements Serializable {}

  static EmbeddingFile read(SparkSession spark, String path) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    Path file = new Path(path);
    try {
      FileSystem files = file.getFileSystem(hadoop.value());
      FileStatus status = files.getFileStatus(file);
      try (FSDataInputStream in = files.open(file)) {
        EmbeddingFileHeader header = EmbeddingFileHeader.read(path, in, status.getLen());
        return new EmbeddingFileNumpy(path, header, hadoop).table(spark);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private EmbeddingFile table(SparkSession spark) {
    long rowBytes = (long) header.columns() * header.width();
    int splitRows = (int) Math.max(1, Math.min(header.rows(), SPLIT_BYTES / rowBytes));
    List<Split> splits =
        IntStream.range(0, (header.rows() + splitRows - 1) / splitRows)
            .mapToObj(s -> new Split(s * splitRows, Math.min(header.rows(), (s + 1) * splitRows)))
            .toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return EmbeddingFile.of(
        spark.createDataset(
            context.parallelize(splits, splits.size()).flatMap(this::rows).rdd(),
            EmbeddingFileRow.encoder()),
        header.columns());
  }

  private Iterator<Tuple5<Long, String, Double, float[], String[]>> rows(Split split)
      throws IOException {
    int count = split.to() - split.from();
    ByteBuffer bytes = bytes(split).order(header.order());
    List<Tuple5<Long, String, Double, float[], String[]>> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double[] values = new double[header.columns()];
      for (int j = 0; j < values.length; j++) {
        int at = header.columnsFirst() ? j * count + i : i * values.length + j;
        values[j] =
            header.width() == Float.BYTES ? bytes.getFloat(4 * at) : bytes.getDouble(8 * at);
      }
      rows.add(EmbeddingFileRow.of(split.from() + i, values, header.columns(), new String[NAMES]));
    }
    return rows.iterator();
  }

  /** The split's values: row after row, or column after column where the file has them so. */
  private ByteBuffer bytes(Split split) throws IOException {
    int count = split.to() - split.from();
    int width = header.width();
    byte[] bytes = new byte[count * header.columns() * width];
    Path file = new Path(path);
    try (FSDataInputStream in = file.getFileSystem(hadoop.value()).open(file)) {
      if (!header.columnsFirst()) {
        in.seek(header.start() + (long) split.from() * header.columns() * width);
        in.readFully(bytes);
      } else {
        for (int j = 0; j < header.columns(); j++) {
          in.seek(header.start() + ((long) j * header.rows() + split.from()) * width);
          in.readFully(bytes, j * count * width, count * width);
        }
      }
    }
    return ByteBuffer.wrap(bytes);
  }
}
