package org.synthassay.spark.doctor;

import java.io.Serializable;

/**
 * What one check found in one JVM.
 *
 * @param check what was looked at, one word or two
 * @param remedy what to do; empty where all is well
 */
public record Finding(String check, Severity severity, String found, String remedy)
    implements Serializable {

  /** How bad it is. */
  public enum Severity {
    FINE,
    /** An audit runs, but slower or with less than was asked for. */
    WARNING,
    /** An audit would fail. */
    FAULT
  }

  static Finding fine(String check, String found) {
    return new Finding(check, Severity.FINE, found, "");
  }

  static Finding warning(String check, String found, String remedy) {
    return new Finding(check, Severity.WARNING, found, remedy);
  }

  static Finding fault(String check, String found, String remedy) {
    return new Finding(check, Severity.FAULT, found, remedy);
  }

  /** What is at the bottom of a failure, in one line. */
  static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).strip().lines().findFirst().orElse("");
    return message + " (" + root.getClass().getSimpleName() + ")";
  }

  public boolean isFault() {
    return severity == Severity.FAULT;
  }
}
