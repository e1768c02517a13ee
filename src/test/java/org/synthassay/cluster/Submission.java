package org.synthassay.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One command of the production jar by the real spark-submit.
 *
 * @param home of Spark
 * @param jar that is shipped
 * @param logs of drivers
 * @param classPath what the driver's Java has beside Spark's jars
 * @param environment of the driver
 * @param settings of Spark
 */
record Submission(
    Path home,
    Path jar,
    Path logs,
    List<String> classPath,
    Map<String, String> environment,
    Map<String, String> settings) {
  private static final long MINUTES = 6;

  /** The same with a setting more. */
  Submission with(String key, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new Submission(home, jar, logs, classPath, environment, more);
  }

  /** Starts the command; {@code name} is its log's. */
  Process start(String name, List<String> command) throws IOException {
    List<String> arguments = new ArrayList<>();
    List<String> entries = new ArrayList<>(classPath);
    entries.add(home.resolve("jars") + "/*");
    arguments.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-cp"));
    arguments.add(String.join(":", entries));
    arguments.add("org.apache.spark.deploy.SparkSubmit");
    settings.forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));
    arguments.addAll(List.of("--class", "org.synthassay.Main", jar.toString()));
    arguments.addAll(command);
    return new ServerProcesses(logs, environment).start(name, arguments);
  }

  /** Its exit code. */
  int end(Process driver) throws InterruptedException {
    if (!driver.waitFor(MINUTES, TimeUnit.MINUTES)) {
      driver.destroyForcibly();
      throw new IllegalStateException("a driver did not end within " + MINUTES + " minutes");
    }
    return driver.exitValue();
  }

  String log(String name) throws IOException {
    return Files.readString(logs.resolve(name + ".log"));
  }
}
