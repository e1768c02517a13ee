package org.synthassay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;

/** Which build this is: {@code build.properties}, filled in by Maven. */
public final class Version {

  private static final Properties BUILD = load();

  private Version() {}

  /** Synthassay's own version, such as {@code 0.1.0}. */
  public static String current() {
    return BUILD.getProperty("version");
  }

  /** The Spark that this build was made for, such as {@code 3.5.6}. */
  public static String spark() {
    return BUILD.getProperty("spark");
  }

  /** A cluster's class path may hold other libraries' build.properties: ours says its name. */
  private static Properties load() {
    try {
      for (URL url :
          Collections.list(Version.class.getClassLoader().getResources("build.properties"))) {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
          properties.load(in);
        }
        if ("synthassay".equals(properties.getProperty("name"))) {
          return properties;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(
        "build.properties of synthassay is missing from the class path");
  }
}
