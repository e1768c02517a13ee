package org.synthassay.spark.vectors;

import java.io.IOException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.synthassay.input.SetSource;

/** Finished embeddings in a .npy, .npz or Parquet file, read in parallel splits where they lie. */
interface EmbeddingFile {

  /** The columns that a set's label and group come from; null where it has none of its own. */
  record Columns(@Nullable String label, @Nullable String group) {}

  /**
   * Looks at the head of the file.
   *
   * @throws IllegalArgumentException where the file is not a table of numbers
   */
  static EmbeddingFile open(SparkSession spark, String path, Columns columns) throws IOException {
    return new SetSource.Embeddings(path).isTable()
        ? EmbeddingFileParquet.open(spark, path, columns)
        : EmbeddingFileNumpy.open(spark, path);
  }

  /** Values of a row. */
  int dimension();

  /** True where float32 holds every value that the file's type can. */
  boolean isExact();

  /** Every row, in no order. */
  JavaRDD<EmbeddingRow> rows();

  /** Every row without its values: who is there, for little reading. */
  JavaRDD<EmbeddingRow> names();

  /** Why the ids do not tell the rows apart, or null. */
  @Nullable String repeats();
}
