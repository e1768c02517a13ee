package org.synthassay.spark.listing;

import java.util.Locale;

/** How this JVM turns the names of a disk's files into text. */
public final class NameEncoding {
  private NameEncoding() {}

  /** The encoding's name. */
  static String ofThisJvm() {
    return System.getProperty("sun.jnu.encoding", "an unknown encoding");
  }

  /** True where it can hold every name. */
  public static boolean holdsAllNames() {
    return ofThisJvm().toUpperCase(Locale.ROOT).startsWith("UTF");
  }

  /** What to do where it cannot. */
  public static String remedy() {
    return "this Java reads names of files as "
        + ofThisJvm()
        + ": those with other letters are rejected as unreadable; start it with LC_ALL=C.UTF-8";
  }
}
