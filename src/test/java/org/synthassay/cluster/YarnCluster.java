package org.synthassay.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.synthassay.spark.store.ServerClasspath;

/** A real YARN on loopback: a ResourceManager and two NodeManagers, which start containers. */
final class YarnCluster implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 180_000;

  private final Path folder;
  private final ServerProcesses processes;

  YarnCluster(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder.resolve("conf"));
    this.processes = new ServerProcesses(folder, Map.of());
    Path source = ServerClasspath.project("yarn").resolve("YarnServer.java");
    Process server =
        processes.start(
            "yarn",
            List.of(
                "-Dtest.build.data=" + folder,
                "-cp",
                ServerClasspath.of("yarn"),
                source.toString(),
                this.folder.toString()));
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!Files.exists(this.folder.resolve("yarn-site.xml"))) {
      if (!server.isAlive() || System.currentTimeMillis() > end) {
        throw new IOException("YARN did not start: see " + processes.log("yarn"));
      }
      Thread.sleep(100);
    }
  }

  /** For HADOOP_CONF_DIR. */
  Path configuration() {
    return folder;
  }

  /** What Spark needs on its class path for YARN. */
  static String sparkJar() {
    return ServerClasspath.of("spark-yarn");
  }

  @Override
  public void close() {
    processes.close();
  }
}
