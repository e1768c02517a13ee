package org.synthassay.manifold.passes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * A pass over pairs: each task hands out a state a cell it touched, the states of a cell meet in
 * one place, and what it took to make them is summed on the way.
 *
 * @param <T> tasks
 * @param <S> a cell's state
 * @param <R> what is left of a cell once its state is complete
 */
public interface CellPass<T, S, R> extends Serializable {

  /** How many cells there are states of, at most. */
  int cells();

  void run(T task, CellStates output);

  S read(DataInputStream in) throws IOException;

  void merge(S into, S other);

  /** All that any task knows of a cell. */
  R finish(int cell, S state, JoinWork work);

  R plus(R one, R other);
}
