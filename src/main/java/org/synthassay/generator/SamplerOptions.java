package org.synthassay.generator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a sampler walks down a schedule.
 *
 * @param eta of ddim: 0 adds no noise, 1 as much as ddpm
 * @param clip x₀ is clipped to ± this; null: not
 * @param last ᾱ below time 0
 */
public record SamplerOptions(
    Method method,
    TimeGrid grid,
    Previous previous,
    double eta,
    @Nullable Double clip,
    Last last,
    Variance variance)
    implements Serializable {

  /** How a step is made. */
  public enum Method {
    DDIM,
    DDPM
  }

  /** Where a step leads. */
  public enum Previous {
    /** To the next time of the grid. */
    GRID,
    /** To t − ⌊T/S⌋, whatever the grid. */
    RATIO
  }

  /** ᾱ where a step leads below time 0. */
  public enum Last {
    /** 1: the picture alone. */
    ONE,
    /** ᾱ(0). */
    FIRST
  }

  /** How much noise a step of ddpm adds. */
  public enum Variance {
    /** The posterior's, at least 1e-20. */
    FIXED_SMALL,
    /** β of the step. */
    FIXED_LARGE
  }

  public SamplerOptions {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta must be a number from 0 to 1, got " + eta);
    }
    if (method == Method.DDPM && eta != 0) {
      throw new IllegalArgumentException("eta goes with method = ddim, ddpm has its own noise");
    }
    if (clip != null && !(clip > 0)) {
      throw new IllegalArgumentException("clip must be none or a number > 0, got " + clip);
    }
  }

  /** {@code ddim at η = 1}. */
  public String described() {
    String name = method.name().toLowerCase(Locale.ROOT);
    return method == Method.DDIM ? "%s at η = %s".formatted(name, eta) : name;
  }

  /** The steps from the top of the schedule down. */
  List<Step> steps(Schedule schedule) {
    if (grid.last() >= schedule.steps()) {
      throw new IllegalArgumentException(
          "the grid's times must be below the schedule's %d, got %d"
              .formatted(schedule.steps(), grid.last()));
    }
    List<Step> steps = new ArrayList<>();
    for (int j = grid.steps() - 1; j >= 0; j--) {
      steps.add(step(schedule, j));
    }
    return List.copyOf(steps);
  }

  private Step step(Schedule schedule, int j) {
    int time = grid.times().get(j);
    int to = target(schedule, j);
    double a = schedule.alphaBar(time);
    double b = to >= 0 ? schedule.alphaBar(to) : last == Last.ONE ? 1 : schedule.alphaBar(0);
    return method == Method.DDIM ? ddim(time, a, b, j > 0) : ddpm(time, a, b, j > 0);
  }

  /** The time that the step from grid time j leads to, or −1. */
  private int target(Schedule schedule, int j) {
    return previous == Previous.GRID
        ? j == 0 ? -1 : grid.times().get(j - 1)
        : Math.max(-1, grid.times().get(j) - schedule.steps() / grid.steps());
  }

  private Step ddim(int time, double a, double b, boolean more) {
    double sigma = eta * Math.sqrt((1 - b) / (1 - a) * (1 - a / b));
    double noise = Math.sqrt(Math.max(0, 1 - b - sigma * sigma));
    return new Step(time, a, Math.sqrt(b), noise, 0, more ? sigma : 0);
  }

  private Step ddpm(int time, double a, double b, boolean more) {
    double beta = 1 - a / b;
    double small = Math.max((1 - b) / (1 - a) * beta, 1e-20);
    double fresh = Math.sqrt(variance == Variance.FIXED_SMALL ? small : beta);
    return new Step(
        time,
        a,
        Math.sqrt(b) * beta / (1 - a),
        0,
        Math.sqrt(1 - beta) * (1 - b) / (1 - a),
        more ? fresh : 0);
  }
}
