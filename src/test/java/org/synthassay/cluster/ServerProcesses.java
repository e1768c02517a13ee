package org.synthassay.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Java processes on loopback, each with a log of its own, which end with the one that began them.
 */
final class ServerProcesses implements AutoCloseable {
  private final Path logs;
  private final Map<String, String> environment;
  private final List<Process> processes = new ArrayList<>();

  ServerProcesses(Path logs, Map<String, String> environment) {
    this.logs = logs;
    this.environment = environment;
  }

  /**
   * Starts Java.
   *
   * @param name of its log
   * @param arguments from Java's own options on
   */
  Process start(String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Xmx512m");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(logs.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log(name).toFile());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    processes.add(process);
    return process;
  }

  Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /**
   * Kills, as the kernel would, the first process below these whose command line holds the text.
   */
  boolean kill(String text) {
    return processes.stream()
        .flatMap(Process::descendants)
        .filter(process -> commandLine(process).contains(text))
        .findFirst()
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
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

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
