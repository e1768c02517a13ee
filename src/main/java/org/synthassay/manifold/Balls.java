package org.synthassay.manifold;

import java.util.Arrays;
import java.util.List;
import org.synthassay.calibration.HalfBalls;
import org.synthassay.calibration.HalfRadii;

/** The balls of a block's rows, laid out for the sweep over pairs. */
public final class Balls {
  private final int ks;
  private final Radii radii;
  private final RowBlock block;
  private final double[] plain;
  private final double[] groupAware;
  private final double[] largest;
  private final double[][] realism;
  private final List<HalfBalls> halves;

  /**
   * @param inHalves the balls in halves, by plain radii, then by group-aware ones; empty: none
   * @param medians for every series the median radius; balls up to it count for realism. Empty:
   *     none
   */
  public Balls(
      RowBlock block, Radii radii, List<HalfRadii> inHalves, Neighbourhood hood, double[] medians) {
    this.halves = inHalves.stream().map(r -> new HalfBalls(block.members().halves(), r)).toList();
    this.ks = hood.ks().length;
    this.block = block;
    this.radii = radii;
    this.plain = new double[radii.rows() * ks];
    this.groupAware = new double[radii.rows() * ks];
    this.largest = new double[radii.rows()];
    this.realism = new double[medians.length][radii.rows()];
    Arrays.fill(groupAware, -1);
    Arrays.fill(largest, -1);
    for (double[] series : realism) {
      Arrays.fill(series, -1);
    }
    for (int i = 0; i < radii.rows(); i++) {
      for (int k = 0; k < ks; k++) {
        plain(i, k, medians);
        groupAware(i, k, medians);
      }
      for (HalfBalls balls : halves) {
        largest[i] = Math.max(largest[i], balls.largest(i));
      }
    }
  }

  private void plain(int i, int k, double[] medians) {
    double square = radii.plain(i, k);
    plain[i * ks + k] = square;
    largest[i] = Math.max(largest[i], square);
    weigh(i, k, square, medians);
  }

  private void groupAware(int i, int k, double[] medians) {
    if (radii.ofGroups(i).isEmpty()) {
      groupAware[i * ks + k] = radii.plain(i, k);
    }
    for (Radii.OfGroup members : radii.ofGroups(i)) {
      double square = members.squares()[k];
      groupAware[i * ks + k] = Math.max(groupAware[i * ks + k], square);
      largest[i] = Math.max(largest[i], square);
      weigh(i, ks + k, square, medians);
    }
  }

  private void weigh(int i, int series, double square, double[] medians) {
    if (medians.length > 0 && square >= 0 && Math.sqrt(square) <= medians[series]) {
      realism[series][i] = Math.max(realism[series][i], square);
    }
  }

  int ks() {
    return ks;
  }

  RowBlock block() {
    return block;
  }

  /** The balls in halves; a set without groups has plain ones alone. */
  HalfBalls halves(int radius) {
    return halves.get(Math.min(radius, halves.size() - 1));
  }

  List<HalfBalls> halves() {
    return halves;
  }

  int multiplicity(int row) {
    return radii.multiplicity(row);
  }

  /** The group-aware radii of the row's members; empty where the set has no groups. */
  List<Radii.OfGroup> ofGroups(int row) {
    return radii.ofGroups(row);
  }

  /** The largest squared radius of a row, −1 without any. */
  double largest(int row) {
    return largest[row];
  }

  /**
   * For every series, the squared radius that counts for realism, −1 for none; empty: no series.
   */
  double[][] realism() {
    return realism;
  }

  /** The row's plain squared radius for the k at {@code k}; −1 without one. */
  double plain(int row, int k) {
    return radii.plain(row, k);
  }

  /** The squared radii of the row's smallest member. */
  double[] own(int row, Radius radius) {
    return radius == Radius.PLAIN
        ? radii.plain(row)
        : radii.ofGroup(row, block.members().ownGroup(row));
  }

  /** The ks, as bits of their places, whose plain balls hold what is at {@code square}. */
  int plainAt(int row, double square) {
    return at(plain, row * ks, square);
  }

  /** The same for the group-aware balls of any member. */
  int groupAwareAt(int row, double square) {
    return at(groupAware, row * ks, square);
  }

  /** The same for the balls of {@code members}. */
  static int at(Radii.OfGroup members, double square) {
    int bits = 0;
    for (int k = 0; k < members.squares().length; k++) {
      bits |= square <= members.squares()[k] ? 1 << k : 0;
    }
    return bits;
  }

  private int at(double[] squares, int from, double square) {
    int bits = 0;
    for (int k = 0; k < ks; k++) {
      bits |= square <= squares[from + k] ? 1 << k : 0;
    }
    return bits;
  }
}
