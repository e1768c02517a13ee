package org.synthassay.spark.run;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scala.util.Properties$;

/**
 * What a JVM of Spark's runs on.
 *
 * @param machine such as {@code linux-x86_64}
 * @param cLibrary glibc's version; null where there is none, or none could be found
 */
public record Platform(
    String spark, String scala, int java, String machine, @Nullable String cLibrary)
    implements Serializable {
  private static final Pattern C_LIBRARY = Pattern.compile("release version (\\d+\\.\\d+)");
  private static final Pattern MAPPED = Pattern.compile("\\s(/\\S*/libc[.-][^/]*so[^/]*)$");
  private static final int[] OLDEST_C_LIBRARY = {2, 29};

  /** This JVM's. */
  public static Platform here() {
    return new Platform(
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        Properties$.MODULE$.versionNumberString(),
        Runtime.version().feature(),
        machineHere(),
        cLibraryHere());
  }

  private static String machineHere() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os)
        + "-"
        + switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> arch;
        };
  }

  /** glibc holds its version as a sentence; other C libraries do not. */
  private static @Nullable String cLibraryHere() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      Optional<Matcher> mapped = maps.map(MAPPED::matcher).filter(Matcher::find).findFirst();
      if (mapped.isEmpty()) {
        return null;
      }
      byte[] library = Files.readAllBytes(Path.of(mapped.get().group(1)));
      Matcher version = C_LIBRARY.matcher(new String(library, StandardCharsets.ISO_8859_1));
      return version.find() ? version.group(1) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Why Synthassay does not run here, and the remedy; empty where it does. */
  public Optional<String> refusal() {
    return Stream.of(sparkRefusal(), javaRefusal(), machineRefusal(), cLibraryRefusal())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> sparkRefusal() {
    boolean known = spark.startsWith("3.5.") || spark.startsWith("4.");
    if (!known) {
      return Optional.of("needs Spark 3.5 or 4 and runs on Spark " + spark + ": choose another");
    }
    boolean fits = scala.startsWith("2.13.") || scala.startsWith("2.12.") && spark.startsWith("3.");
    return fits
        ? Optional.empty()
        : Optional.of("needs Scala 2.12 (Spark 3.5) or 2.13 and runs on Scala " + scala);
  }

  private Optional<String> javaRefusal() {
    List<Integer> fit = spark.startsWith("3.") ? List.of(17) : List.of(17, 21);
    return fit.contains(java)
        ? Optional.empty()
        : Optional.of(
            "needs Java %s and runs on Java %d: Spark %s fails on others; point JAVA_HOME to a JDK %d"
                .formatted(
                    fit.size() == 1 ? "17" : "17 or 21", java, spark, fit.get(fit.size() - 1)));
  }

  /** A jar holds the natives of one kind of machine; classes alone hold none. */
  private Optional<String> machineRefusal() {
    boolean some =
        Stream.of("linux-x86_64", "linux-arm64", "macosx-arm64").anyMatch(Platform::holdsNatives);
    return !some || holdsNatives(machine)
        ? Optional.empty()
        : Optional.of(
            "this jar's native libraries are not for %s: build one with mvn -P%s package"
                .formatted(machine, machine));
  }

  private static boolean holdsNatives(String machine) {
    String library = "libjnijavacpp" + (machine.startsWith("mac") ? ".dylib" : ".so");
    return Platform.class.getResource("/org/bytedeco/javacpp/%s/%s".formatted(machine, library))
        != null;
  }

  private Optional<String> cLibraryRefusal() {
    if (!machine.startsWith("linux")) {
      return Optional.empty();
    }
    String needed = OLDEST_C_LIBRARY[0] + "." + OLDEST_C_LIBRARY[1];
    if (cLibrary == null) {
      return Optional.of(
          "needs the C library glibc, %s or newer, and found none (Alpine's musl will not do): use an image of Debian, Ubuntu or Amazon Linux"
              .formatted(needed));
    }
    String[] parts = cLibrary.split("\\.");
    int major = Integer.parseInt(parts[0]);
    boolean old = major == OLDEST_C_LIBRARY[0] && Integer.parseInt(parts[1]) < OLDEST_C_LIBRARY[1];
    return old || major < OLDEST_C_LIBRARY[0]
        ? Optional.of(
            "needs glibc %s or newer and runs on glibc %s: Amazon Linux 2023, Debian 11 or Ubuntu 20.04 have it"
                .formatted(needed, cLibrary))
        : Optional.empty();
  }
}
