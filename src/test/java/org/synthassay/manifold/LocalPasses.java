package org.synthassay.manifold;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.synthassay.manifold.passes.CellPass;
import org.synthassay.manifold.passes.CellStates;
import org.synthassay.manifold.passes.CellStates.Known;
import org.synthassay.manifold.passes.PassRunner;

/** Passes in a loop, in one thread. */
final class LocalPasses implements PassRunner {
  @Override
  public PassRunner named(String description) {
    return this;
  }

  @Override
  public <T, S, R> R run(List<T> tasks, CellPass<T, S, R> pass) {
    Map<Integer, Known<S>> met = new TreeMap<>();
    for (T task : tasks) {
      CellStates output = new CellStates();
      pass.run(task, output);
      for (CellStates.OfCell state : output.cells()) {
        Known<S> known = Known.read(state.bytes(), pass);
        met.merge(state.cell(), known, (one, other) -> one.merge(other, pass));
      }
    }
    return met.entrySet().stream()
        .map(cell -> pass.finish(cell.getKey(), cell.getValue().state(), cell.getValue().work()))
        .reduce(pass::plus)
        .orElseThrow();
  }

  @Override
  public <R> R sum(int cells, CellSum<R> step) {
    R sum = step.of(0);
    for (int cell = 1; cell < cells; cell++) {
      sum = step.plus(sum, step.of(cell));
    }
    return sum;
  }
}
