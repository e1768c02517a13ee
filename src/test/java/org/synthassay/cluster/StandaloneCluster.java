package org.synthassay.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real standalone Spark cluster on loopback: a master and workers as processes, which start
 * executors as processes.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final String classPath;
  private final String url;
  private final ServerProcesses processes;
  private int workers;

  /** Of the Spark in {@code home}, without workers yet; {@code folder} takes logs and work. */
  StandaloneCluster(Path home, Path folder, String classPath) throws IOException {
    this.folder = folder;
    this.classPath = classPath;
    this.processes =
        new ServerProcesses(
            folder, Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.12"));
    int port = ServerProcesses.freePort();
    this.url = "spark://" + HOST + ":" + port;
    String master = "org.apache.spark.deploy.master.Master";
    List<String> arguments = new ArrayList<>(List.of("-cp", classPath, master, "--host", HOST));
    arguments.addAll(List.of("--port", "" + port, "--webui-port", "0"));
    processes.start("master", arguments);
  }

  /** With workers, of the Spark on the class path of the tests, linked into the folder. */
  public static StandaloneCluster ofTests(Path folder, int workers) throws IOException {
    Files.createDirectories(folder.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar")) {
        try {
          Files.createSymbolicLink(folder.resolve("jars").resolve(jar.getFileName()), jar);
        } catch (FileAlreadyExistsException e) {
          continue;
        }
      }
    }
    var cluster = new StandaloneCluster(folder, folder, System.getProperty("java.class.path"));
    for (int w = 0; w < workers; w++) {
      cluster.addWorker();
    }
    return cluster;
  }

  /** One core and 1 GiB more. */
  void addWorker() throws IOException {
    String name = "worker-" + workers++;
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-cp", classPath, "org.apache.spark.deploy.worker.Worker"));
    arguments.addAll(List.of("--host", HOST, "--cores", "1", "--memory", "1g"));
    arguments.addAll(List.of("--webui-port", "0"));
    arguments.addAll(List.of("--work-dir", folder.resolve(name).toString(), url));
    processes.start(name, arguments);
  }

  String url() {
    return url;
  }

  private static String classes() {
    StringBuilder folders = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      folders.append(entry.endsWith(".jar") ? "" : new File(entry).getAbsolutePath() + ":");
    }
    return folders.toString();
  }

  /** Runs {@code main} of the tests as a driver; the master's URL is its first argument. */
  public Process driver(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("-Dspark.executor.memory=512m");
    command.add("-Dspark.executor.extraClassPath=" + classes());
    command.add("-Dspark.driver.host=" + HOST);
    command.add("-Dspark.driver.bindAddress=" + HOST);
    command.addAll(List.of("-cp", classPath, main.getName(), url));
    command.addAll(List.of(arguments));
    return processes.start("driver", command);
  }

  /** Kills an executor as the kernel would: at once, with no farewell. */
  public boolean killExecutor(String id) {
    return processes.kill("--executor-id " + id + " ");
  }

  /** Kills one executor, whichever. */
  boolean killExecutor() {
    return processes.kill("--executor-id ");
  }

  @Override
  public void close() {
    processes.close();
  }
}
