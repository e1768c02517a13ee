package org.synthassay.spark.extract;

import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.synthassay.embedding.Placement;

/** What Spark's scheduler gave the running task: its cores, and its GPU where it has one. */
public final class TaskDevice {

  private static final String GPU = "gpu";

  private TaskDevice() {}

  /**
   * Threads: {@code spark.task.cpus}. GPU: the first of {@code spark.task.resource.gpu}. Outside of
   * a task, as on the driver: one thread on the CPU.
   */
  public static Placement placement() {
    TaskContext task = TaskContext.get();
    return task == null ? Placement.cpu(1) : placement(task.cpus(), task.resourcesJMap());
  }

  static Placement placement(int cpus, Map<String, ResourceInformation> resources) {
    ResourceInformation gpu = resources.get(GPU);
    return gpu == null || gpu.addresses().length == 0
        ? Placement.cpu(cpus)
        : new Placement(index(gpu.addresses()[0]), cpus);
  }

  private static int index(String address) {
    try {
      return Integer.parseInt(address);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "spark.task.resource.gpu: a GPU's address must be its index, got " + address, e);
    }
  }
}
