package org.synthassay.spark.vectors;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.synthassay.shard.NpzArray;
import org.synthassay.shard.StoreException;
import org.synthassay.spark.listing.HadoopShardFile;

/** Embeddings in a .npy file, or in the one array of an .npz: split by rows, however large. */
final class EmbeddingFileNumpy implements EmbeddingFile {
  private static final long SPLIT_BYTES = 32L << 20;
  private static final int READ_BYTES = 1 << 20;

  private final JavaSparkContext spark;
  private final Source source;
  private final List<Split> splits;

  private EmbeddingFileNumpy(SparkSession spark, Source source) {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.source = source;
    EmbeddingFileHeader header = source.header();
    long rowBytes = (long) header.columns() * header.type().bytes();
    int splitRows =
        source.isCompressed()
            ? header.rows()
            : (int) Math.max(1, Math.min(header.rows(), SPLIT_BYTES / rowBytes));
    this.splits =
        IntStream.range(0, (header.rows() - 1) / splitRows + 1)
            .map(s -> s * splitRows)
            .mapToObj(from -> new Split(from, from + Math.min(splitRows, header.rows() - from)))
            .toList();
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  private record Split(int from, int to) implements Serializable {}

  static EmbeddingFile open(SparkSession spark, String path) throws IOException {
    var hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    Path file = new Path(path);
    FileStatus status = file.getFileSystem(hadoop.value()).getFileStatus(file);
    if (status.isDirectory()) {
      throw new IllegalArgumentException(path + ": is a folder: name the file in it");
    }
    long changes = status.getModificationTime() + status.getLen();
    Source unknown =
        new Source(status.getPath().toString(), status.getLen(), changes, 0, null, hadoop);
    return new EmbeddingFileNumpy(
        spark,
        path.toLowerCase(Locale.ROOT).endsWith(".npz")
            ? unknown.ofArray(path)
            : unknown.with(0, header(path, unknown)));
  }

  private static EmbeddingFileHeader header(String path, Source source) throws IOException {
    try (InputStream in = source.file().open(0)) {
      return EmbeddingFileHeader.read(path, in, source.length());
    }
  }

  /**
   * Where the values are.
   *
   * @param offset of the array in the file, −1 where it is compressed
   */
  private record Source(
      String path,
      long length,
      long modified,
      long offset,
      @Nullable EmbeddingFileHeader known,
      SerializableConfiguration hadoop)
      implements Serializable {

    Source with(long arrayOffset, EmbeddingFileHeader header) {
      return new Source(path, length, modified, arrayOffset, header, hadoop);
    }

    Source ofArray(String name) {
      try (NpzArray array = NpzArray.of(file());
          InputStream in = array.open()) {
        EmbeddingFileHeader header = EmbeddingFileHeader.read(name, in, array.length());
        long at = array.offset();
        if (at < 0 && header.columnsFirst()) {
          throw new IllegalArgumentException(
              name + ": is compressed and in Fortran order: save it with np.save");
        }
        return with(at, header);
      } catch (IOException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }

    EmbeddingFileHeader header() {
      return java.util.Objects.requireNonNull(known);
    }

    boolean isCompressed() {
      return offset < 0;
    }

    HadoopShardFile file() throws IOException {
      return HadoopShardFile.of(path, length, hadoop.value());
    }

    /** The values from byte {@code position} of the array's own. */
    DataInputStream open(long position) throws IOException {
      if (!isCompressed()) {
        return new DataInputStream(file().open(offset + header().start() + position));
      }
      NpzArray array = NpzArray.of(file());
      TaskCompletionListener close = task -> close(array);
      TaskContext.get().addTaskCompletionListener(close);
      InputStream in = array.open();
      in.skipNBytes(header().start() + position);
      return new DataInputStream(in);
    }

    private static void close(NpzArray array) {
      try {
        array.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public int dimension() {
    return source.header().columns();
  }

  @Override
  public boolean isExact() {
    return source.header().type().isExact();
  }

  @Override
  public @Nullable String repeats() {
    return null;
  }

  @Override
  public JavaRDD<EmbeddingRow> names() {
    Source of = source;
    return spark
        .parallelize(splits, splits.size())
        .flatMap(
            split ->
                IntStream.range(split.from(), split.to())
                    .mapToObj(number -> row(of, number, null))
                    .iterator());
  }

  @Override
  public JavaRDD<EmbeddingRow> rows() {
    Source of = source;
    return spark.parallelize(splits, splits.size()).flatMap(split -> rows(of, split));
  }

  private static EmbeddingRow row(Source of, int number, double @Nullable [] values) {
    return new EmbeddingRow(
        number, of.path(), number, of.modified(), EmbeddingRow.id(number), null, null, values);
  }

  private static Iterator<EmbeddingRow> rows(Source of, Split split) {
    try {
      return of.header().columnsFirst() ? byColumn(of, split) : byRow(of, split);
    } catch (IOException e) {
      throw new StoreException(of.path(), e);
    }
  }

  /** Reads a megabyte at a time. */
  private static Iterator<EmbeddingRow> byRow(Source of, Split split) throws IOException {
    int columns = of.header().columns();
    NumpyType type = of.header().type();
    int rowBytes = columns * type.bytes();
    int atOnce = Math.max(1, READ_BYTES / rowBytes);
    byte[] bytes = new byte[atOnce * rowBytes];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(of.header().order());
    DataInputStream in = of.open((long) split.from() * rowBytes);
    TaskCompletionListener close = task -> close(in);
    TaskContext.get().addTaskCompletionListener(close);
    return IntStream.range(split.from(), split.to())
        .mapToObj(
            number -> {
              int i = (number - split.from()) % atOnce;
              if (i == 0) {
                read(of, in, bytes, Math.min(atOnce, split.to() - number) * rowBytes);
              }
              double[] values = new double[columns];
              for (int j = 0; j < columns; j++) {
                values[j] = type.value(buffer, i * columns + j);
              }
              return row(of, number, values);
            })
        .iterator();
  }

  private static void read(Source of, DataInputStream in, byte[] bytes, int count) {
    try {
      in.readFully(bytes, 0, count);
    } catch (IOException e) {
      throw new StoreException(of.path(), e);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values stand column after column: a piece of each, for the rows of the split. */
  private static Iterator<EmbeddingRow> byColumn(Source of, Split split) throws IOException {
    EmbeddingFileHeader header = of.header();
    int count = split.to() - split.from();
    int columnBytes = count * header.type().bytes();
    byte[] bytes = new byte[header.columns() * columnBytes];
    for (int j = 0; j < header.columns(); j++) {
      long from = (long) j * header.rows() + split.from();
      try (DataInputStream in = of.open(from * header.type().bytes())) {
        in.readFully(bytes, j * columnBytes, columnBytes);
      }
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              double[] values = new double[header.columns()];
              for (int j = 0; j < values.length; j++) {
                values[j] = header.type().value(buffer, j * count + i);
              }
              return row(of, split.from() + i, values);
            })
        .iterator();
  }
}
