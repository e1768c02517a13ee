package org.synthassay.spark.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.Placement;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.embedding.TensorNetworks;

/** The networks of this JVM: fetched once, loaded once a device. */
final class LocalNetworks {

  private static final Logger LOG = LoggerFactory.getLogger(LocalNetworks.class);
  private static final Map<String, java.nio.file.Path> FETCHED = new HashMap<>();

  private LocalNetworks() {}

  /** An {@code auto} device falls back to the CPU where its GPU fails. */
  static List<TensorNetwork> open(
      List<StoredNetwork> files, DeviceChoice device, Placement given, Configuration hadoop) {
    if (device == DeviceChoice.GPU && !given.isGpu()) {
      throw new ModelException(
          files.get(0).uri(), "device = gpu needs a GPU, but this task was given none");
    }
    Placement cpu = Placement.cpu(given.threads());
    try {
      return open(files, device == DeviceChoice.CPU ? cpu : given, hadoop);
    } catch (ModelException | LinkageError e) {
      if (!given.isGpu() || device != DeviceChoice.AUTO) {
        throw e;
      }
      LOG.warn("The networks do not run on {}: going on on the CPU", given.device(), e);
      return open(files, cpu, hadoop);
    }
  }

  private static List<TensorNetwork> open(
      List<StoredNetwork> files, Placement placement, Configuration hadoop) {
    List<TensorNetwork> networks = new ArrayList<>();
    for (StoredNetwork network : files) {
      networks.add(
          TensorNetworks.shared(
              network.uri(), fetched(network, hadoop), network.digest(), placement));
    }
    return networks;
  }

  private static java.nio.file.Path fetched(StoredNetwork network, Configuration hadoop) {
    synchronized (FETCHED) {
      return FETCHED.computeIfAbsent(
          network.uri() + network.digest(), key -> network.local(hadoop));
    }
  }
}
