package org.synthassay.embedding;

import ai.djl.Model;
import java.util.List;

/**
 * A model in memory, and what its file tells of its input.
 *
 * @param engine name and version
 * @param candidates inputs to try, likeliest first
 * @param fixedSide the only side that the file allows in pixels, or 0
 * @param maxBatch the most images that the file allows at once
 * @param outputs that the file declares; empty where it tells nothing
 */
record LoadedModel(
    Model model,
    String engine,
    List<NetworkInput> candidates,
    int fixedSide,
    int maxBatch,
    List<TensorPort> outputs) {

  /** Sides to try where the file does not tell: Inception's, then that of most other networks. */
  static final List<Integer> USUAL_SIDES = List.of(299, 224);
}
