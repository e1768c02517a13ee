package org.synthassay.distance;

import java.io.Serializable;
import org.synthassay.math.Compared;
import org.synthassay.math.CrossSpectrum;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;

/**
 * FID's influence function: a row x of weight ε moves FID by ε·(q(x) − mean of q), q(x) = 2δᵀx̃ +
 * x̃ᵀ(I − T)x̃, x̃ = x − μ, δ from the other set's mean to this one's, T·Σ·T = Σ' the map that
 * carries this set's normal law to the other's.
 */
public final class FrechetInfluence implements Serializable {
  private final double[] mean;
  private final double[] apart;
  private final Factor map;

  private FrechetInfluence(Moments own, Moments other, Factor map) {
    this.mean = own.mean();
    this.apart = own.apart(other);
    this.map = map;
  }

  /** FID, and what each set's rows do to it: one decomposition serves all. */
  public record Found(double distance, Compared<FrechetInfluence> influence) {}

  public static Found of(Compared<Sample> sets) {
    Compared<Moments> moments = sets.map(Sample::moments);
    Compared<Factor> factors = sets.map(Sample::factor);
    boolean real = factors.real().rows() <= factors.synthetic().rows();
    CrossSpectrum spectrum =
        real
            ? CrossSpectrum.withVectors(factors.real(), moments.synthetic())
            : CrossSpectrum.withVectors(factors.synthetic(), moments.real());
    CrossSpectrum.Maps maps = spectrum.maps();
    return new Found(
        FrechetDistance.of(moments, factors, spectrum),
        new Compared<>(
            new FrechetInfluence(
                moments.real(), moments.synthetic(), real ? maps.own() : maps.others()),
            new FrechetInfluence(
                moments.synthetic(), moments.real(), real ? maps.others() : maps.own())));
  }

  /** q of rows, dimension values each. */
  public double[] of(float[] rows) {
    int d = mean.length;
    int count = rows.length / d;
    double[] centred = new double[count * d];
    double[] q = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < d; j++) {
        double value = rows[i * d + j] - mean[j];
        centred[i * d + j] = value;
        q[i] += value * (value + 2 * apart[j]);
      }
    }
    double[] carried = map.forms(centred);
    for (int i = 0; i < count; i++) {
      q[i] -= carried[i];
    }
    return q;
  }
}
