package org.synthassay.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A real store in a JVM of its own, on loopback: S3 (s3proxy, which checks signatures) or HDFS (a
 * NameNode and a DataNode). Takes seconds to start: one a test class.
 */
public final class StoreServer implements AutoCloseable {
  private static final String KEY = "synthassay";
  private static final String SECRET = "not-a-secret";
  private static final String BUCKET = "audits";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final String root;
  private final Map<String, String> options;

  private StoreServer(Process process, String root, Map<String, String> options) {
    this.process = process;
    this.root = root;
    this.options = Map.copyOf(options);
  }

  /** S3 with one empty bucket. */
  public static StoreServer s3() {
    return started(
        () -> {
          Path home = Files.createTempDirectory(ServerClasspath.target(), "s3-");
          Files.createDirectories(home.resolve("data").resolve(BUCKET));
          int port = freePort();
          Path properties = home.resolve("s3proxy.properties");
          Files.writeString(properties, s3Properties(home.resolve("data"), port));
          Path logging = home.resolve("logback.xml");
          Files.writeString(logging, "<configuration><root level=\"warn\"/></configuration>");
          List<String> command = new ArrayList<>();
          command.add("-Dlogback.configurationFile=" + logging);
          command.addAll(List.of("org.gaul.s3proxy.Main", "--properties", properties.toString()));
          Process process = java("s3proxy", home, command);
          awaitPort(process, home, port);
          return new StoreServer(process, "s3a://" + BUCKET, s3Options(port));
        });
  }

  /** HDFS, empty, with one DataNode. */
  public static StoreServer hdfs() {
    return started(
        () -> {
          Path home = Files.createTempDirectory(ServerClasspath.target(), "hdfs-");
          Path details = home.resolve("details.json");
          List<String> command = new ArrayList<>();
          command.add("-Dtest.build.data=" + home.resolve("data"));
          command.add("org.apache.hadoop.test.MiniDFSClusterManager");
          command.addAll(List.of("-format", "-datanodes", "1", "-nnport", "0", "-httpport", "0"));
          command.addAll(List.of("-writeDetails", details.toString()));
          Process process = java("hdfs", home, command);
          String root = "hdfs://127.0.0.1:" + awaitNameNode(process, home, details);
          return new StoreServer(process, root, Map.of("fs.defaultFS", root));
        });
  }

  /** A path on this store, such as {@code s3a://audits/run}. */
  public String uri(String path) {
    return root + "/" + path;
  }

  /** Hadoop's keys for a client; Spark wants them behind {@code spark.hadoop.}. */
  public Map<String, String> options() {
    return options;
  }

  /** A file system of its own, with {@code changed} keys on top: the caller closes it. */
  public FileSystem fileSystem(Map<String, String> changed) throws IOException {
    Configuration configuration = new Configuration();
    options.forEach(configuration::set);
    changed.forEach(configuration::set);
    return FileSystem.newInstance(URI.create(root), configuration);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static String s3Properties(Path data, int port) {
    return """
    s3proxy.endpoint=http://127.0.0.1:%d
    s3proxy.authorization=aws-v2-or-v4
    s3proxy.identity=%s
    s3proxy.credential=%s
    jclouds.provider=filesystem-nio2
    jclouds.filesystem.basedir=%s
    """
        .formatted(port, KEY, SECRET, data);
  }

  private static Map<String, String> s3Options(int port) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("fs.s3a.endpoint", "http://127.0.0.1:" + port);
    keys.put("fs.s3a.endpoint.region", "us-east-1");
    keys.put("fs.s3a.path.style.access", "true");
    keys.put("fs.s3a.connection.ssl.enabled", "false");
    keys.put("fs.s3a.access.key", KEY);
    keys.put("fs.s3a.secret.key", SECRET);
    keys.put("fs.s3a.attempts.maximum", "2");
    return keys;
  }

  private static Process java(String server, Path home, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", ServerClasspath.of(server)));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("server.log").toFile())
            .start();
    // A test JVM that dies takes its servers along.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(Process process, Path home, int port) throws IOException {
    await(
        process,
        home,
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static String awaitNameNode(Process process, Path home, Path details) throws IOException {
    Pattern port = Pattern.compile("\"namenode_port\":(\\d+)");
    await(
        process,
        home,
        () -> Files.exists(details) && port.matcher(Files.readString(details)).find());
    Matcher found = port.matcher(Files.readString(details, StandardCharsets.UTF_8));
    if (!found.find()) {
      throw new IOException("no NameNode port in " + details);
    }
    return found.group(1);
  }

  private static void await(Process process, Path home, Ready ready) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (!ready.isReady()) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          process.destroyForcibly();
          throw new IOException("the server did not start: see " + home.resolve("server.log"));
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server started", e);
    }
  }

  private interface Ready {
    boolean isReady() throws IOException;
  }

  private interface Starting {
    StoreServer start() throws IOException;
  }

  private static StoreServer started(Starting starting) {
    try {
      Files.createDirectories(ServerClasspath.target());
      return starting.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
