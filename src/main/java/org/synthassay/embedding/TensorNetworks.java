package org.synthassay.embedding;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The tensor networks of this JVM: one a file and placement, shared by all tasks. */
public final class TensorNetworks {

  private static final Map<Key, TensorNetwork> OPEN = new HashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TensorNetworks::closeAll, "close-networks"));
  }

  private TensorNetworks() {}

  private record Key(String sha256, Path file, Placement placement) {}

  /**
   * The one network of this file on this placement, loaded at the first call; not to close.
   *
   * @param sha256 of the file: another file of the same name is another network
   */
  public static TensorNetwork shared(String uri, Path file, String sha256, Placement placement) {
    synchronized (OPEN) {
      return OPEN.computeIfAbsent(
          new Key(sha256, file, placement), key -> TensorNetwork.open(uri, file, placement));
    }
  }

  private static void closeAll() {
    synchronized (OPEN) {
      OPEN.values().forEach(TensorNetwork::close);
      OPEN.clear();
    }
  }
}
