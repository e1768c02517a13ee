package org.synthassay.embedding;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * Switches off the telemetry of ONNX Runtime (1.29.0) before it starts. It reports to its maker by
 * default, and its regular expressions overflow the stack on a command line of more than some 3 KB,
 * which Spark's often are: the JVM dies without a word.
 */
final class OnnxTelemetry {

  private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

  private OnnxTelemetry() {}

  /** C's own environment: Java's is a copy that native code does not see. */
  interface CLibrary extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /**
   * Only the environment switch works early enough; the API's needs an environment, which starts
   * it.
   */
  static void disable() {
    try {
      Native.load("c", CLibrary.class).setenv(SWITCH, "1", 1);
    } catch (LinkageError e) {
      if (!"1".equals(System.getenv(SWITCH))) {
        throw new IllegalStateException(
            "ONNX Runtime's telemetry must be off: set " + SWITCH + "=1 in the environment", e);
      }
    }
  }
}
