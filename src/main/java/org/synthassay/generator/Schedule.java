package org.synthassay.generator;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How much of a picture is left at time t: ᾱ(t) = Π(1 − β), in double. */
public final class Schedule implements Serializable {

  private static final double MOST = 0.999;

  private final double[] alphaBar;

  private Schedule(double[] betas) {
    if (betas.length == 0) {
      throw new IllegalArgumentException("a schedule needs at least one step");
    }
    alphaBar = new double[betas.length];
    double product = 1;
    for (int t = 0; t < betas.length; t++) {
      if (!(betas[t] > 0 && betas[t] < 1)) {
        throw new IllegalArgumentException(
            "betas must lie above 0 and below 1, beta " + t + " is " + betas[t]);
      }
      product *= 1 - betas[t];
      alphaBar[t] = product;
    }
    if (product < Double.MIN_NORMAL) {
      throw new IllegalArgumentException("betas must leave something of the picture at the end");
    }
  }

  /** β on a line from start to end. */
  public static Schedule linear(double start, double end, int steps) {
    return of(steps, t -> line(start, end, steps, t));
  }

  /** √β on a line from √start to √end. */
  public static Schedule scaledLinear(double start, double end, int steps) {
    return of(
        steps,
        t -> {
          double root = line(Math.sqrt(start), Math.sqrt(end), steps, t);
          return root * root;
        });
  }

  /** The cosine of Nichol and Dhariwal 2021, β at most 0.999. */
  public static Schedule cosine(int steps) {
    return of(steps, t -> Math.min(1 - square(steps, t + 1) / square(steps, t), MOST));
  }

  /** β as they are. */
  public static Schedule given(List<Double> betas) {
    return of(betas.size(), betas::get);
  }

  private static Schedule of(int steps, IntToDoubleFunction beta) {
    return new Schedule(IntStream.range(0, steps).mapToDouble(beta).toArray());
  }

  private static double line(double start, double end, int steps, int t) {
    return t == 0 ? start : t == steps - 1 ? end : start + t * ((end - start) / (steps - 1));
  }

  private static double square(int steps, int t) {
    double cosine = Math.cos(((double) t / steps + 0.008) / 1.008 * Math.PI / 2);
    return cosine * cosine;
  }

  /** Times, T. */
  public int steps() {
    return alphaBar.length;
  }

  double alphaBar(int time) {
    return alphaBar[time];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule schedule && Arrays.equals(alphaBar, schedule.alphaBar);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(alphaBar);
  }

  @Override
  public String toString() {
    return "%d times, ᾱ from %s to %s"
        .formatted(alphaBar.length, alphaBar[0], alphaBar[alphaBar.length - 1]);
  }
}
