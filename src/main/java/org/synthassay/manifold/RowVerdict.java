package org.synthassay.manifold;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said of every single row, by plain radii of the headline k: columns of its table. */
public enum RowVerdict {
  /** Absent where the row has fewer than k candidates. */
  RADIUS(Double.class, EnumSet.allOf(Of.class), at -> root(at.radius())),
  /** In a ball of the other set. */
  INSIDE(
      Boolean.class,
      EnumSet.allOf(Of.class),
      at -> at.met().inside(at.row(), Radius.PLAIN, at.k())),
  /** Its own ball holds a synthetic row. */
  COVERED(Boolean.class, EnumSet.of(Of.REAL), at -> at.nearest() <= at.radius()),
  NEAREST_DISTANCE(Double.class, EnumSet.allOf(Of.class), at -> Math.sqrt(at.nearest())),
  /** r/d of its most realistic ball; absent without one, +∞ for an exact copy. */
  REALISM(Double.class, EnumSet.of(Of.SYNTHETIC), at -> root(at.met().realism(at.row(), at.k()))),
  /** Farther from its nearest real row than that is from its nearest other. */
  AUTHENTIC(
      Boolean.class,
      EnumSet.of(Of.SYNTHETIC),
      at -> Marks.authentic(at.met().mark(at.row()), Radius.PLAIN)),
  /** The radius of the smallest real ball that holds it (Han et al. 2022); absent outside all. */
  RARITY(Double.class, EnumSet.of(Of.SYNTHETIC), at -> root(at.met().smallestBall(at.row())));

  /** The set that a row is of. */
  public enum Of {
    REAL,
    SYNTHETIC
  }

  /**
   * One row with all that is known of it.
   *
   * @param k where the headline k stands among the ks
   */
  public record At(Of set, Radii radii, CrossNeighbours met, int row, int k) {
    double radius() {
      return radii.plain(row, k);
    }

    double nearest() {
      return met.nearest().square(row);
    }
  }

  private final Class<?> type;
  private final Set<Of> sets;
  private final Function<At, @Nullable Object> value;

  RowVerdict(Class<?> type, Set<Of> sets, Function<At, @Nullable Object> value) {
    this.type = type;
    this.sets = sets;
    this.value = value;
  }

  /** The column's name. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Class<?> type() {
    return type;
  }

  /** Null for rows of a set that it says nothing about, and where there is nothing to say. */
  public @Nullable Object of(At row) {
    return sets.contains(row.set()) ? value.apply(row) : null;
  }

  private static @Nullable Double root(double square) {
    return square < 0 ? null : (Double) Math.sqrt(square);
  }
}
