package org.synthassay.generator;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which times a sampler visits, ascending.
 *
 * @param times from the lowest, each below the next
 */
public record TimeGrid(List<Integer> times) implements Serializable {

  public TimeGrid {
    times = List.copyOf(times);
    if (times.isEmpty()) {
      throw new IllegalArgumentException("a grid needs at least one time");
    }
    for (int i = 0; i < times.size(); i++) {
      if (times.get(i) < 0 || (i > 0 && times.get(i) <= times.get(i - 1))) {
        throw new IllegalArgumentException(
            "a sampler goes down in time: the grid's times must rise from 0 or more, got "
                + times.get(i)
                + (i > 0 ? " behind " + times.get(i - 1) : " first"));
      }
    }
  }

  /** How times are spaced. */
  public enum Spacing {
    /** i·⌊T/S⌋, moved up by an offset. */
    LEADING,
    /** round(T, T − T/S, …) − 1. */
    TRAILING,
    /** S times on a line from 0 to T − 1, rounded half to even. */
    LINSPACE,
    /** The same line, counted from the nearer end and truncated. */
    TWO_SIDED
  }

  /**
   * A grid of {@code steps} of the times 0..{@code of} − 1.
   *
   * @param offset added to each time; 0 for all spacings but leading
   */
  public static TimeGrid of(Spacing spacing, int steps, int of, int offset) {
    if (steps < 1 || steps > of) {
      throw new IllegalArgumentException(
          "steps must be a whole number from 1 to the schedule's " + of + ", got " + steps);
    }
    if (offset != 0 && spacing != Spacing.LEADING) {
      throw new IllegalArgumentException("an offset goes with a leading grid only");
    }
    if (steps == 1 && (spacing == Spacing.LINSPACE || spacing == Spacing.TWO_SIDED)) {
      throw new IllegalArgumentException("a grid between two ends needs at least 2 steps");
    }
    return new TimeGrid(
        IntStream.range(0, steps).map(i -> time(spacing, i, steps, of) + offset).boxed().toList());
  }

  private static int time(Spacing spacing, int i, int steps, int of) {
    double ratio = (double) of / steps;
    double gap = (of - 1) / (steps - 1.0);
    return switch (spacing) {
      case LEADING -> i * (of / steps);
      case TRAILING -> (int) Math.rint(of - (steps - 1 - i) * ratio) - 1;
      case LINSPACE -> (int) Math.rint(i * gap);
      // A product such as 3·333 must not fall short of 999.
      case TWO_SIDED ->
          (int) Math.floor(1e-9 + (i < steps / 2 ? gap * i : of - 1 - gap * (steps - 1 - i)));
    };
  }

  int steps() {
    return times.size();
  }

  int last() {
    return times.get(times.size() - 1);
  }
}
