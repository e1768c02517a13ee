package org.synthassay.math;

/**
 * Keeps the MLlib that a host of ours may use from the BLAS of the operating system, for Java's. In
 * a process that has our OpenBLAS, a system's OpenBLAS of another version finds functions of ours
 * where it means its own, and gives wrong products without a word: seen with 0.3.21 beside 0.3.31,
 * as a linear machine that tells nothing apart.
 */
public final class SystemBlas {
  private static final String LIBRARY = "dev.ludovic.netlib.blas.nativeLib";
  private static final String NONE = "none-but-java";

  /** What an executor's Java is to be started with. */
  public static final String JAVA_OPTION = "-D" + LIBRARY + "=" + NONE;

  private SystemBlas() {}

  /** Takes effect where MLlib has not multiplied yet. */
  public static void keepOut() {
    System.setProperty(LIBRARY, NONE);
  }
}
