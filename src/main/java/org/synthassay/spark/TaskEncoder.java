package org.synthassay.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.Encoder;
import org.synthassay.embedding.Encoders;
import org.synthassay.embedding.ModelFacts;

/**
 * The recipe of an encoder that is shipped to tasks; each opens the one of its executor.
 *
 * @param file the model file's name among Spark's files, or null for a built-in model
 */
public record TaskEncoder(EmbeddingOptions options, @Nullable String file)
    implements Serializable {

  /** Hands the model file to every executor, from any Hadoop path. */
  public static TaskEncoder of(SparkSession spark, EmbeddingOptions options) {
    if (options.model().equals(EmbeddingOptions.GIST)) {
      return new TaskEncoder(options, null);
    }
    var model = new org.apache.hadoop.fs.Path(options.model());
    try {
      var files = model.getFileSystem(spark.sparkContext().hadoopConfiguration());
      spark.sparkContext().addFile(files.getFileStatus(model).getPath().toString());
    } catch (java.io.IOException e) {
      throw new NoSuchInputException(options.model(), "no such model file: " + options.model());
    }
    return new TaskEncoder(options, model.getName());
  }

  /** What the network is, told by an executor that loads it: a bad file fails here, early. */
  public ModelFacts facts(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(this), 1)
        .map(recipe -> recipe.open().facts())
        .first();
  }

  /** The encoder of this executor and device, loaded once. */
  public Encoder open() {
    Path local = file == null ? null : Path.of(SparkFiles.get(file));
    return Encoders.shared(options, local, TaskDevice.placement());
  }
}
