package org.synthassay.manifold.passes;

import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;

/** How far each row has to look, estimated from shadows alone. */
final class EstimatePass extends NeighbourPass<Boolean> {
  EstimatePass(CellSet set, Frame estimates, Neighbourhood hood, HorizonFiles endless) {
    super(set, estimates, hood, endless);
  }

  @Override
  public Boolean finish(int cell, NearestDistances lists, JoinWork work) {
    horizons().next().write(cell, Horizons.of(lists));
    return true;
  }

  @Override
  public Boolean plus(Boolean one, Boolean other) {
    return true;
  }
}
