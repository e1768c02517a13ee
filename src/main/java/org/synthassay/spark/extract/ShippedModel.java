package org.synthassay.spark.extract;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.Encoder;
import org.synthassay.embedding.Encoders;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.spark.listing.NoSuchInputException;

/**
 * A model on its way to the executors: what a task needs to open the encoder of its JVM.
 *
 * @param fileName the model's name among Spark's files; null for a built-in one
 */
public record ShippedModel(EmbeddingOptions options, @Nullable String fileName)
    implements Serializable {

  /**
   * Sends the model's file, on any Hadoop path, to every executor of the context.
   *
   * @throws NoSuchInputException where there is no such file, or no GPU where one is asked for
   */
  public static ShippedModel ship(SparkContext spark, EmbeddingOptions options) {
    if (options.device() == DeviceChoice.GPU && !asksForGpu(spark)) {
      throw new NoSuchInputException(
          "gpu", "device = gpu needs spark.task.resource.gpu.amount, which is not set");
    }
    if (options.model().equals(EmbeddingOptions.GIST)) {
      return new ShippedModel(options, null);
    }
    Path model = new Path(options.model());
    try {
      // Spark takes a path without a scheme for a local one; ours are on fs.defaultFS.
      FileSystem files = model.getFileSystem(spark.hadoopConfiguration());
      spark.addFile(files.getFileStatus(model).getPath().toString());
    } catch (IOException e) {
      throw new NoSuchInputException(options.model(), "no such model file: " + options.model());
    }
    return new ShippedModel(options, model.getName());
  }

  /** Whether Spark gives every task a GPU. */
  public static boolean asksForGpu(SparkContext spark) {
    return spark.conf().contains("spark.task.resource.gpu.amount");
  }

  /** What the network is, told by an executor that loads it: a bad file fails here, early. */
  public ModelFacts facts(SparkContext spark) {
    return JavaSparkContext.fromSparkContext(spark)
        .parallelize(List.of(this), 1)
        .map(model -> model.encoder().facts())
        .first();
  }

  /** The encoder of this JVM and this task's device, loaded by the first task that asks. */
  Encoder encoder() {
    java.nio.file.Path file =
        fileName == null ? null : java.nio.file.Path.of(SparkFiles.get(fileName));
    return Encoders.shared(options, file, TaskDevice.placement());
  }
}
