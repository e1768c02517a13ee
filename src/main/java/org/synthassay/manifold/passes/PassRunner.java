package org.synthassay.manifold.passes;

import java.io.Serializable;
import java.util.List;

/** Runs passes: on a cluster, or in a loop. */
public interface PassRunner {

  /** The same, its work under this description. */
  PassRunner named(String description);

  /**
   * Runs {@code pass} over {@code tasks}: the states that they hand out for one cell are merged and
   * finished in one place.
   *
   * @return the sum of what the cells gave
   */
  <T, S, R> R run(List<T> tasks, CellPass<T, S, R> pass);

  /** The sum of what {@code cells} cells give. */
  <R> R sum(int cells, CellSum<R> step);

  /** What a cell gives, and how it is summed. */
  interface CellSum<R> extends Serializable {
    R of(int cell);

    R plus(R one, R other);
  }
}
