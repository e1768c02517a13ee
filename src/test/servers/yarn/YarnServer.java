import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * A ResourceManager and two NodeManagers on loopback: writes the client's yarn-site.xml, runs until
 * it is killed.
 */
final class YarnServer {
  /** The folder for yarn-site.xml. */
  public static void main(String... arguments) throws Exception {
    YarnConfiguration conf = new YarnConfiguration();
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.8");
    conf.set("yarn.scheduler.minimum-allocation-mb", "256");
    conf.set("yarn.nodemanager.resource.memory-mb", "4096");
    conf.set("yarn.nodemanager.pmem-check-enabled", "false");
    conf.set("yarn.nodemanager.vmem-check-enabled", "false");
    conf.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.5");
    conf.set("yarn.application.classpath", "");
    conf.set("yarn.resourcemanager.am.max-attempts", "1");
    MiniYARNCluster cluster = new MiniYARNCluster("synthassay", 2, 1, 1);
    cluster.init(conf);
    cluster.start();
    Configuration client = new Configuration(cluster.getConfig());
    Path folder = Path.of(arguments[0]);
    try (OutputStream out = Files.newOutputStream(folder.resolve("unfinished.xml"))) {
      client.writeXml(out);
    }
    Files.move(folder.resolve("unfinished.xml"), folder.resolve("yarn-site.xml"));
    Thread.sleep(Long.MAX_VALUE);
  }
}
