package org.synthassay.spark.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
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
      FileSystem files = model.getFileSystem(spark.hadoopConfiguration());
      files.getFileStatus(model);
      return new ShippedModel(options, send(spark, files, model));
    } catch (IOException e) {
      throw new NoSuchInputException(options.model(), "no such model file: " + options.model());
    }
  }

  /**
   * Spark knows a file by its name alone, for as long as the context lives: two audits in it may
   * have two models of one name, so that what is sent is called after its content.
   */
  private static synchronized String send(SparkContext spark, FileSystem files, Path model)
      throws IOException {
    var folder = java.nio.file.Path.of(SparkFiles.getRootDirectory(), "models");
    Files.createDirectories(folder);
    var copy = Files.createTempFile(folder, "model", null);
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(files.open(model), digest)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    String name = HexFormat.of().formatHex(digest.digest(), 0, 8) + "-" + model.getName();
    var named = folder.resolve(name);
    if (Files.exists(named)) {
      Files.delete(copy);
    } else {
      Files.move(copy, named);
      spark.addFile(named.toUri().toString());
    }
    return name;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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

  /** The encoder of this JVM and device, lent until the running task ends. */
  Encoder encoder() {
    java.nio.file.Path file =
        fileName == null ? null : java.nio.file.Path.of(SparkFiles.get(fileName));
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
