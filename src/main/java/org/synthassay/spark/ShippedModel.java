package org.synthassay.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.Encoder;
import org.synthassay.embedding.Encoders;

/**
 * A model on its way to the executors: what a task needs to open the encoder of its JVM.
 *
 * @param fileName the model's name among Spark's files; null for a built-in one
 */
record ShippedModel(EmbeddingOptions options, @Nullable String fileName) implements Serializable {

  /** Sends the model's file, on any Hadoop path, to every executor of the context. */
  static ShippedModel ship(SparkContext spark, EmbeddingOptions options) {
    if (options.device() == DeviceChoice.GPU
        && !spark.conf().contains("spark.task.resource.gpu.amount")) {
      throw new IllegalArgumentException(
          "device = gpu needs spark.task.resource.gpu.amount, which is not set");
    }
    if (options.model().equals(EmbeddingOptions.GIST)) {
      return new ShippedModel(options, null);
    }
    Path model = new Path(options.model());
    try {
      // Spark takes a path without a scheme for a local one; ours are on fs.defaultFS.
      spark.addFile(
          model.getFileSystem(spark.hadoopConfiguration()).makeQualified(model).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("model " + model + " must be readable, got " + e, e);
    }
    return new ShippedModel(options, model.getName());
  }

  /** The encoder of this JVM and this task's device, loaded by the first task that asks. */
  Encoder encoder() {
    java.nio.file.Path file =
        fileName == null ? null : java.nio.file.Path.of(SparkFiles.get(fileName));
    return Encoders.shared(options, file, TaskDevice.placement());
  }
}
