package org.synthassay.spark.extract;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.Encoder;
import org.synthassay.embedding.Encoders;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.ModelFacts;

/**
 * A model on its way to the executors: what a task needs to open the encoder of its JVM.
 *
 * @param files null for a built-in one
 */
public record ShippedModel(EmbeddingOptions options, @Nullable ShippedFiles files)
    implements Serializable {

  /**
   * Sends the model's files, on any Hadoop path, to every executor of the context.
   *
   * @throws ModelException where there is no such file, or no GPU where one is asked for
   */
  public static ShippedModel ship(SparkContext spark, EmbeddingOptions options) {
    if (options.device() == DeviceChoice.GPU && !asksForGpu(spark)) {
      throw ModelException.of(
          "device",
          options.model(),
          "device = gpu needs spark.task.resource.gpu.amount, which is not set");
    }
    return new ShippedModel(
        options,
        options.model().equals(EmbeddingOptions.GIST)
            ? null
            : ShippedFiles.ship(spark, options.model()));
  }

  /** Whether Spark gives every task a GPU. */
  public static boolean asksForGpu(SparkContext spark) {
    return spark.conf().contains("spark.task.resource.gpu.amount");
  }

  /** What an executor found: facts, or the fault, which is no failure of its task. */
  private record Found(@Nullable ModelFacts facts, String key, String rule)
      implements Serializable {}

  /**
   * What the network is, told by an executor that loads it.
   *
   * @throws ModelException where the file is no network that runs: before an image is read
   */
  public ModelFacts facts(SparkContext spark) {
    Found found =
        JavaSparkContext.fromSparkContext(spark)
            .parallelize(List.of(this), 1)
            .map(ShippedModel::found)
            .first();
    if (found.facts() == null) {
      throw ModelException.of(found.key(), options.model(), found.rule());
    }
    return found.facts();
  }

  private Found found() {
    try {
      return new Found(encoder().facts(), "", "");
    } catch (ModelException e) {
      return new Found(null, e.key(), e.rule());
    }
  }

  /** The encoder of this JVM and device, lent until the running task ends. */
  Encoder encoder() {
    java.nio.file.Path file = files == null ? null : files.laidOut();
    Encoders.Loan loan = Encoders.borrow(options, file, TaskDevice.placement());
    TaskContext task = TaskContext.get();
    if (task == null) {
      loan.close();
    } else {
      TaskCompletionListener giveBack = ended -> loan.close();
      task.addTaskCompletionListener(giveBack);
    }
    return loan.encoder();
  }
}
