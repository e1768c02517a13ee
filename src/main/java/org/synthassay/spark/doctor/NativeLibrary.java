package org.synthassay.spark.doctor;

import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.synthassay.embedding.Engines;
import org.synthassay.math.OpenBlas;

/** The native libraries inside the jar: loaded, each tells its version. */
enum NativeLibrary {
  OPENCV("OpenCV", NativeLibrary::openCv),
  OPENBLAS("OpenBLAS", OpenBlas::loaded),
  ONNXRUNTIME("ONNX Runtime", Engines::onnxRuntime),
  PYTORCH("PyTorch", Engines::pyTorch);

  private final String title;
  private final Supplier<String> version;

  NativeLibrary(String title, Supplier<String> version) {
    this.title = title;
    this.version = version;
  }

  private static String openCv() {
    Loader.load(opencv_imgcodecs.class);
    return opencv_core.getVersionMajor()
        + "."
        + opencv_core.getVersionMinor()
        + "."
        + opencv_core.getVersionRevision();
  }

  /** Loads it here. */
  Finding load() {
    try {
      return Finding.fine(title, version.get());
    } catch (RuntimeException | LinkageError e) {
      return Finding.fault(title, "does not load: " + Finding.reason(e), remedy(Finding.reason(e)));
    }
  }

  private static String remedy(String reason) {
    String said = reason.toLowerCase(Locale.ROOT);
    if (said.contains("glibc")) {
      return "the C library is too old: Amazon Linux 2023, Debian 11 or Ubuntu 20.04 have one that"
          + " fits";
    }
    return "give Java a folder that can be written, has 1 GB and is not mounted noexec:"
        + " -Djava.io.tmpdir=DIR -Dorg.bytedeco.javacpp.cachedir=DIR -DENGINE_CACHE_DIR=DIR in"
        + " spark.driver.extraJavaOptions and spark.executor.extraJavaOptions";
  }
}
