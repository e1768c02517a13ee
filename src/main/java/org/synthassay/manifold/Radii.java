package org.synthassay.manifold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.synthassay.math.MedianSearch;

/**
 * The squared radii of a block's rows for every k, plain and group-aware; −1 where a row has fewer
 * than k candidates and so no ball.
 *
 * <p>Group-aware radii belong to members, not to rows: a row whose members are in several groups
 * has several of them. Each stands in {@link #ofGroups} with how many members have it.
 */
public final class Radii {
  private final int ks;
  private final double[] plain;
  private final int[] multiplicity;
  private final List<List<OfGroup>> ofGroups;

  /**
   * The radii of the members of one row in one group, or in all groups not named elsewhere.
   *
   * @param group −1: all other groups
   * @param members how many members have these radii
   * @param squares one for every k
   */
  public record OfGroup(int group, int members, double[] squares) {}

  private Radii(int ks, double[] plain, int[] multiplicity, List<List<OfGroup>> ofGroups) {
    this.ks = ks;
    this.plain = plain;
    this.multiplicity = multiplicity;
    this.ofGroups = ofGroups;
  }

  /** The radii that complete lists of nearest distances give, duplicates included. */
  public static Radii of(NearestDistances lists, Members members, Neighbourhood hood) {
    int rows = members.rows();
    int ks = hood.ks().length;
    double[] plain = new double[rows * ks];
    int[] multiplicity = new int[rows];
    List<List<OfGroup>> ofGroups = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      multiplicity[i] = members.multiplicity(i);
      for (int k = 0; k < ks; k++) {
        plain[i * ks + k] = lists.plain(i, hood.ks()[k]);
      }
      ofGroups.add(hood.grouped() ? groups(lists, members, hood, i) : List.of());
    }
    return new Radii(ks, plain, multiplicity, ofGroups);
  }

  private static List<OfGroup> groups(
      NearestDistances lists, Members members, Neighbourhood hood, int row) {
    int left = members.multiplicity(row);
    if (!members.mixed(row)) {
      return List.of(new OfGroup(-1, left, squares(lists, hood, row, members.ownGroup(row))));
    }
    List<OfGroup> result = new ArrayList<>();
    for (int group : lists.groupsThatMatter(row)) {
      int count = members.countIn(row, group);
      if (count > 0) {
        result.add(new OfGroup(group, count, squares(lists, hood, row, group)));
        left -= count;
      }
    }
    if (left > 0) {
      result.add(new OfGroup(-1, left, squares(lists, hood, row, -1)));
    }
    return result;
  }

  private static double[] squares(NearestDistances lists, Neighbourhood hood, int row, int group) {
    double[] squares = new double[hood.ks().length];
    for (int k = 0; k < squares.length; k++) {
      squares[k] = lists.outside(row, hood.ks()[k], group);
    }
    return squares;
  }

  /** The radii of blocks {@code from} to below {@code to}, one after the other. */
  public static Radii of(int from, int to, IntFunction<Radii> blocks) {
    Radii all = blocks.apply(from);
    for (int b = from + 1; b < to; b++) {
      Radii next = blocks.apply(b);
      double[] plain = Arrays.copyOf(all.plain, all.plain.length + next.plain.length);
      System.arraycopy(next.plain, 0, plain, all.plain.length, next.plain.length);
      int[] members = Arrays.copyOf(all.multiplicity, all.rows() + next.rows());
      System.arraycopy(next.multiplicity, 0, members, all.rows(), next.rows());
      List<List<OfGroup>> ofGroups = new ArrayList<>(all.ofGroups);
      ofGroups.addAll(next.ofGroups);
      all = new Radii(all.ks, plain, members, ofGroups);
    }
    return all;
  }

  public int rows() {
    return multiplicity.length;
  }

  public int multiplicity(int row) {
    return multiplicity[row];
  }

  /** The plain squared radius of {@code row} for the k at {@code k}. */
  public double plain(int row, int k) {
    return plain[row * ks + k];
  }

  /** The group-aware radii of the row's members; empty where the set has no groups. */
  public List<OfGroup> ofGroups(int row) {
    return ofGroups.get(row);
  }

  /** The plain squared radii of {@code row}, one for every k. */
  public double[] plain(int row) {
    return Arrays.copyOfRange(plain, row * ks, (row + 1) * ks);
  }

  /** The squared radii of the row's members in {@code group}; without groups, the plain ones. */
  public double[] ofGroup(int row, int group) {
    double[] others = plain(row);
    for (OfGroup radii : ofGroups(row)) {
      if (radii.group() == group) {
        return radii.squares();
      }
      if (radii.group() < 0) {
        others = radii.squares();
      }
    }
    return others;
  }

  /** Counts every member's radii, of all series, towards their medians. */
  public void count(MedianSearch.Counts counts) {
    for (int i = 0; i < multiplicity.length; i++) {
      for (int k = 0; k < ks; k++) {
        count(counts, k, plain(i, k), multiplicity[i]);
        for (OfGroup members : ofGroups.get(i)) {
          count(counts, ks + k, members.squares()[k], members.members());
        }
      }
    }
  }

  private static void count(MedianSearch.Counts counts, int series, double square, int members) {
    if (square >= 0) {
      counts.add(series, Math.sqrt(square), members);
    }
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(ks);
    Doubles.write(out, plain);
    for (int i = 0; i < multiplicity.length; i++) {
      out.writeInt(multiplicity[i]);
      out.writeInt(ofGroups.get(i).size());
      for (OfGroup radii : ofGroups.get(i)) {
        out.writeInt(radii.group());
        out.writeInt(radii.members());
        Doubles.write(out, radii.squares());
      }
    }
  }

  public static Radii read(DataInput in) throws IOException {
    int ks = in.readInt();
    double[] plain = Doubles.read(in);
    int[] multiplicity = new int[plain.length / ks];
    List<List<OfGroup>> ofGroups = new ArrayList<>(multiplicity.length);
    for (int i = 0; i < multiplicity.length; i++) {
      multiplicity[i] = in.readInt();
      List<OfGroup> groups = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        groups.add(new OfGroup(in.readInt(), in.readInt(), Doubles.read(in)));
      }
      ofGroups.add(groups);
    }
    return new Radii(ks, plain, multiplicity, ofGroups);
  }
}
