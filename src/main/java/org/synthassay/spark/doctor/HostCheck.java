package org.synthassay.spark.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.synthassay.embedding.Engines;
import org.synthassay.embedding.Placement;
import org.synthassay.spark.extract.TaskDevice;
import org.synthassay.spark.run.Platform;

/** What an audit needs of the machine below one JVM of Spark's, driver or executor. */
final class HostCheck {
  private static final long LEAST_FREE = 500_000_000;
  private static final long ENOUGH_FREE = 2_000_000_000;

  private HostCheck() {}

  static List<Finding> all() {
    List<Finding> findings = new ArrayList<>(List.of(platform(Platform.here())));
    Stream.of(NativeLibrary.values()).map(NativeLibrary::load).forEach(findings::add);
    findings.add(gpu());
    findings.add(temporary("temporary", new File(System.getProperty("java.io.tmpdir"))));
    Arrays.stream(scratch())
        .map(folder -> temporary("Spark's disk", folder))
        .forEach(findings::add);
    return findings;
  }

  static Finding platform(Platform platform) {
    String glibc = platform.cLibrary() == null ? "no glibc" : "glibc " + platform.cLibrary();
    String what =
        "Spark %s, Scala %s, Java %d, %s, %s"
            .formatted(
                platform.spark(), platform.scala(), platform.java(), platform.machine(), glibc);
    return platform
        .refusal()
        .map(why -> Finding.fault("platform", what, why))
        .orElseGet(() -> Finding.fine("platform", what));
  }

  /** The GPU that Spark gives a task, and those that CUDA sees. */
  private static Finding gpu() {
    int seen = Engines.gpus();
    Placement placement = TaskDevice.placement();
    String found = "CUDA sees " + seen + ", a task is given " + placement.device();
    if (placement.isGpu() && seen == 0) {
      return Finding.fault(
          "GPU",
          found,
          "put CUDA 12, cuDNN 9 and onnxruntime_gpu on the executors, or take the GPU out of"
              + " spark.task.resource.gpu.amount");
    }
    return Finding.fine("GPU", seen == 0 ? "none" : found);
  }

  private static File[] scratch() {
    SparkEnv env = SparkEnv.get();
    return env == null ? new File[0] : env.blockManager().diskBlockManager().localDirs();
  }

  static Finding temporary(String check, File folder) {
    long free = folder.getUsableSpace();
    String found = "%s, %,d MB free".formatted(folder, coarse(free) / 1_000_000);
    String remedy =
        "name a folder with more: -Djava.io.tmpdir=DIR and spark.local.dir=DIR, or LOCAL_DIRS";
    if (!isWritable(folder)) {
      return Finding.fault(check, folder + " cannot be written", remedy);
    }
    if (free < LEAST_FREE) {
      return Finding.fault(check, found, remedy);
    }
    return free < ENOUGH_FREE
        ? Finding.warning(check, found, remedy)
        : Finding.fine(check, "over %,d MB free".formatted(coarse(free) / 1_000_000));
  }

  private static boolean isWritable(File folder) {
    try {
      Path marker = Files.createTempFile(folder.toPath(), "synthassay-doctor", null);
      Files.delete(marker);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Rounded down to one digit: executors that differ by little are told in one row. */
  private static long coarse(long bytes) {
    long unit = 1;
    while (bytes / unit >= 10) {
      unit *= 10;
    }
    return bytes / unit * unit;
  }
}
