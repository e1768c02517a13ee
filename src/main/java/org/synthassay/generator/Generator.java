package org.synthassay.generator;

import java.util.List;

/** Draws pictures, each a function of network, settings, seed and number alone; for one thread. */
public interface Generator {

  /**
   * Draws one full batch.
   *
   * @param batch as many subjects as the generator's batch
   * @throws NotFiniteException where the network gives NaN or infinity
   */
  Pictures draw(List<Subject> batch);

  /**
   * One pass of every network on zeros: what does not fit fails here.
   *
   * @param classes of a full batch
   * @return pictures of the size that will be drawn
   */
  Pictures trial(int[] classes);
}
