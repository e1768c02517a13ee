package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Embeddings sorted by set and id, as raw float32 files that any range of rows can be read from;
 * this one shuffle is the only one that embeddings go through.
 */
final class RowFiles implements Serializable {
  static final StructType INDEX =
      new StructType()
          .add("set", DataTypes.StringType, false)
          .add("part", DataTypes.IntegerType, false)
          .add("position", DataTypes.IntegerType, false)
          .add("id", DataTypes.StringType, false)
          .add("group", DataTypes.StringType, true)
          .add("print", DataTypes.BinaryType, false)
          .add("label", DataTypes.StringType, true);

  private static final long PART_BYTES = 32L << 20;

  private final JoinStore store;
  private final int dimension;

  private RowFiles(JoinStore store, int dimension) {
    this.store = store;
    this.dimension = dimension;
  }

  /** The file of a set's rows in one part. */
  static String file(String set, int part) {
    return "rows/" + set + "-" + part;
  }

  /**
   * Writes the row files.
   *
   * @return one row a row, as {@link #INDEX}: where it is, who it is, and a fingerprint of its
   *     values
   */
  static Dataset<Row> write(Dataset<Row> embeddings, JoinStore store, long rows, int dimension) {
    SparkSession spark = embeddings.sparkSession();
    int parts = (int) (rows * dimension * Float.BYTES / PART_BYTES + 1);
    Dataset<Row> sorted =
        embeddings
            .select(col("set"), col("id"), col("group"), col("embedding"), label(embeddings))
            .repartitionByRange(parts, col("set"), col("id"))
            .sortWithinPartitions("set", "id");
    RowFiles writer = new RowFiles(store, dimension);
    JavaRDD<Row> index =
        sorted.queryExecution().toRdd().toJavaRDD().mapPartitionsWithIndex(writer::part, false);
    spark.createDataFrame(index, INDEX).write().parquet(store.path("index"));
    return spark.read().schema(INDEX).parquet(store.path("index"));
  }

  /** Labels are optional: they are looked at where halves are drawn. */
  private static Column label(Dataset<Row> embeddings) {
    boolean labelled = List.of(embeddings.columns()).contains("label");
    return labelled ? col("label") : lit(null).cast("string").as("label");
  }

  private Iterator<Row> part(int part, Iterator<InternalRow> rows) {
    List<Row> index = new ArrayList<>();
    Following following = new Following(rows);
    while (following.more()) {
      String set = following.set();
      store.write(file(set, part), out -> rowsOf(set, part, following, out, index));
    }
    return index.iterator();
  }

  private void rowsOf(String set, int part, Following rows, DataOutputStream out, List<Row> index)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    MessageDigest digest = sha256();
    String before = null;
    int position = 0;
    while (rows.more() && rows.set().equals(set)) {
      InternalRow row = rows.next();
      String id = row.getUTF8String(1).toString();
      if (id.equals(before)) {
        throw new IllegalArgumentException("id " + id + " is twice in the " + set + " set");
      }
      fill(bytes, row.getArray(3).toFloatArray(), set + " " + id);
      out.write(bytes.array());
      String group = row.isNullAt(2) ? null : row.getUTF8String(2).toString();
      byte[] print = digest.digest(bytes.array());
      String label = row.isNullAt(4) ? null : row.getUTF8String(4).toString();
      index.add(RowFactory.create(set, part, position++, id, group, print, label));
      before = id;
    }
  }

  private void fill(ByteBuffer bytes, float[] values, String row) {
    if (values.length != dimension) {
      throw new IllegalArgumentException(
          "embedding of %s has %d values, the others have %d"
              .formatted(row, values.length, dimension));
    }
    for (int j = 0; j < dimension; j++) {
      if (!Float.isFinite(values[j])) {
        throw new IllegalArgumentException(
            "embedding of %s has %s at %d; only finite values can be compared"
                .formatted(row, values[j], j));
      }
      // −0 becomes 0, so that equal rows have equal bytes.
      bytes.putFloat(j * Float.BYTES, values[j] + 0f);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Rows with a look at the next one's set. */
  private static final class Following {
    private final Iterator<InternalRow> rows;
    private InternalRow next;
    private boolean more;

    Following(Iterator<InternalRow> rows) {
      this.rows = rows;
      this.next = InternalRow.empty();
      step();
    }

    private void step() {
      more = rows.hasNext();
      next = more ? rows.next() : next;
    }

    boolean more() {
      return more;
    }

    String set() {
      return next.getUTF8String(0).toString();
    }

    /** The next row; valid until the one after it is asked for. */
    InternalRow next() {
      InternalRow row = next.copy();
      step();
      return row;
    }
  }
}
