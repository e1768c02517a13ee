package org.synthassay.spark.join;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real standalone Spark cluster on loopback: a master and workers as processes, which start
 * executors as processes. Its Spark is the class path of the tests, linked into a folder.
 */
final class StandaloneCluster implements AutoCloseable {
  private final Path home;
  private final String url;
  private final List<Process> processes = new ArrayList<>();

  /** Workers of one core each. */
  StandaloneCluster(Path home, int workers) throws IOException {
    this.home = home;
    linkJars();
    int port = freePort();
    this.url = "spark://127.0.0.1:" + port;
    String host = "127.0.0.1";
    start("master", "org.apache.spark.deploy.master.Master")
        .with("--host", host, "--port", "" + port, "--webui-port", "0")
        .run();
    for (int w = 0; w < workers; w++) {
      start("worker-" + w, "org.apache.spark.deploy.worker.Worker")
          .with("--host", host, "--cores", "1", "--memory", "1g", "--webui-port", "0")
          .with("--work-dir", home.resolve("work-" + w).toString(), url)
          .run();
    }
  }

  private void linkJars() throws IOException {
    Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar")) {
        try {
          Files.createSymbolicLink(home.resolve("jars").resolve(jar.getFileName()), jar);
        } catch (FileAlreadyExistsException e) {
          continue;
        }
      }
    }
  }

  private static String classes() {
    StringBuilder folders = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      folders.append(entry.endsWith(".jar") ? "" : new File(entry).getAbsolutePath() + ":");
    }
    return folders.toString();
  }

  /** Runs {@code main} as a driver of this cluster; {@code --master} is its first argument. */
  Process driver(Class<?> main, String... arguments) throws IOException {
    Command command = start("driver", main.getName());
    command.options.add("-Dspark.executor.memory=512m");
    command.options.add("-Dspark.executor.extraClassPath=" + classes());
    command.options.add("-Dspark.driver.host=127.0.0.1");
    command.options.add("-Dspark.driver.bindAddress=127.0.0.1");
    return command.with(url).with(arguments).run();
  }

  /** Kills an executor as the kernel would: at once, with no farewell. */
  boolean killExecutor(String id) {
    return processes.stream()
        .flatMap(Process::descendants)
        .filter(process -> commandLine(process).contains("--executor-id " + id + " "))
        .map(ProcessHandle::destroyForcibly)
        .reduce(false, Boolean::logicalOr);
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }

  private Command start(String name, String main) {
    return new Command(name, main);
  }

  private final class Command {
    private final String name;
    private final String main;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    Command(String name, String main) {
      this.name = name;
      this.main = main;
    }

    Command with(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    Process run() throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("--add-opens"))
          .forEach(command::add);
      command.addAll(options);
      command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), main));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("SPARK_HOME", home.toString());
      builder.environment().put("SPARK_SCALA_VERSION", "2.12");
      builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
      builder.redirectErrorStream(true).redirectOutput(home.resolve(name + ".log").toFile());
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      processes.add(process);
      return process;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
