package org.synthassay.distance;

import java.util.function.Supplier;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;

/**
 * What the Fréchet distance needs of a set of rows.
 *
 * @param rows asked for only where they are so few that they are the smaller thing to hold
 */
public record Sample(Moments moments, Supplier<float[]> rows) {
  Factor factor() {
    return moments.count() <= moments.dimension()
        ? Factor.ofRows(rows.get(), moments.mean())
        : Factor.of(moments);
  }
}
