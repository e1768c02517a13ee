package org.synthassay.manifold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.HalfLists;
import org.synthassay.calibration.HalfMembers;

/**
 * For each row of a block, the squared distances to its nearest rows of its own set, from the pairs
 * seen so far: mergeable, {@code depth} values a row, and as many again outside the row's group.
 */
public final class NearestDistances implements Serializable {
  private final int rows;
  private final int depth;
  private final double[] plain;
  private final double @Nullable [] outside;
  private final Map<Integer, GroupedDistances> mixed = new TreeMap<>();
  private final List<HalfLists> halves;

  private NearestDistances(
      int rows, int depth, double[] plain, double @Nullable [] outside, List<HalfLists> halves) {
    this.rows = rows;
    this.depth = depth;
    this.plain = plain;
    this.outside = outside;
    this.halves = halves;
  }

  int rows() {
    return rows;
  }

  /** No pair seen yet. */
  public static NearestDistances none(Members members, Neighbourhood hood) {
    int rows = members.rows();
    NearestDistances lists =
        new NearestDistances(
            rows,
            hood.depth(),
            endless(rows * hood.depth()),
            hood.grouped() ? endless(rows * hood.depth()) : null,
            halves(members.halves(), hood));
    if (hood.grouped()) {
      for (int i = 0; i < rows; i++) {
        if (members.mixed(i)) {
          lists.mixed.put(i, new GroupedDistances(hood.depth()));
        }
      }
    }
    return lists;
  }

  private static List<HalfLists> halves(HalfMembers members, Neighbourhood hood) {
    return switch (hood.halfRadii()) {
      case 0 -> List.of();
      case 1 -> List.of(HalfLists.plain(members, hood.halving()));
      default ->
          List.of(
              HalfLists.plain(members, hood.halving()),
              HalfLists.groupAware(members, hood.halving()));
    };
  }

  /** What radii in halves are found with: plain ones, then group-aware ones; empty: none. */
  public List<HalfLists> halves() {
    return halves;
  }

  private static double[] endless(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.POSITIVE_INFINITY);
    return values;
  }

  /** A pair: row {@code i} of this block with row {@code j} of another, at {@code square}. */
  void add(int i, Members own, double square, Members others, int j) {
    int multiplicity = others.multiplicity(j);
    insert(plain, i, square, multiplicity);
    if (outside == null) {
      return;
    }
    GroupedDistances grouped = mixed.get(i);
    if (grouped == null) {
      insert(outside, i, square, multiplicity - others.countIn(j, own.ownGroup(i)));
    } else {
      for (int g = others.start()[j]; g < others.start()[j + 1]; g++) {
        grouped.add(square, others.group()[g], others.count()[g]);
      }
    }
  }

  /** The other members of each row, which stand at distance 0. */
  public void addDuplicates(Members own, int[] numbers) {
    halves.forEach(lists -> lists.addDuplicates(own.halves(), numbers));
    for (int i = 0; i < rows; i++) {
      insert(plain, i, 0, own.multiplicity(i) - 1);
      GroupedDistances grouped = mixed.get(i);
      for (int g = own.start()[i]; grouped != null && g < own.start()[i + 1]; g++) {
        grouped.add(0, own.group()[g], own.count()[g]);
      }
    }
  }

  private void insert(double[] lists, int row, double square, int count) {
    int from = row * depth;
    int end = from + depth;
    for (int c = Math.min(count, depth); c > 0 && square < lists[end - 1]; c--) {
      int at = end - 1;
      while (at > from && lists[at - 1] > square) {
        lists[at] = lists[at - 1];
        at--;
      }
      lists[at] = square;
    }
  }

  /** The squared distance from which on no pair can change row {@code i}'s lists. */
  double reach(int i) {
    int last = (i + 1) * depth - 1;
    GroupedDistances grouped = mixed.get(i);
    double far = grouped != null ? grouped.reach() : outside != null ? outside[last] : 0;
    double reach = Math.max(plain[last], far);
    for (HalfLists lists : halves) {
      reach = Math.max(reach, lists.reach(i));
    }
    return reach;
  }

  /** As if row {@code i} had seen no pair. */
  void forget(int i) {
    Arrays.fill(plain, i * depth, (i + 1) * depth, Double.POSITIVE_INFINITY);
    if (outside != null) {
      Arrays.fill(outside, i * depth, (i + 1) * depth, Double.POSITIVE_INFINITY);
    }
    mixed.computeIfPresent(i, (row, grouped) -> new GroupedDistances(depth));
    halves.forEach(lists -> lists.forget(i));
  }

  /** Squared distance to the k-th nearest other row, −1 where there are fewer. */
  double plain(int i, int k) {
    return finite(plain[i * depth + k - 1]);
  }

  /** The same among rows outside {@code group}, a group of row {@code i}'s members. */
  double outside(int i, int k, int group) {
    GroupedDistances grouped = mixed.get(i);
    if (grouped != null) {
      return grouped.kth(k, group);
    }
    return finite(outside == null ? plain[i * depth + k - 1] : outside[i * depth + k - 1]);
  }

  int[] groupsThatMatter(int i) {
    GroupedDistances grouped = mixed.get(i);
    return grouped == null ? new int[0] : grouped.present();
  }

  private static double finite(double square) {
    return square == Double.POSITIVE_INFINITY ? -1 : square;
  }

  /** Adds the pairs that {@code other} saw for the same rows; no pair may be in both. */
  public void merge(NearestDistances other) {
    for (int e = 0; e < plain.length; e++) {
      insert(plain, e / depth, other.plain[e], 1);
      if (outside != null && other.outside != null) {
        insert(outside, e / depth, other.outside[e], 1);
      }
    }
    other.mixed.forEach(
        (row, theirs) -> {
          GroupedDistances ours = mixed.get(row);
          for (int e = 0; ours != null && e < theirs.size(); e++) {
            ours.add(theirs.square(e), theirs.group(e), 1);
          }
        });
    for (int r = 0; r < halves.size(); r++) {
      halves.get(r).merge(other.halves.get(r));
    }
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public NearestDistances slice(int from, int to) {
    NearestDistances part =
        new NearestDistances(
            to - from,
            depth,
            Arrays.copyOfRange(plain, from * depth, to * depth),
            outside == null ? null : Arrays.copyOfRange(outside, from * depth, to * depth),
            halves.stream().map(lists -> lists.slice(from, to)).toList());
    mixed.forEach(
        (row, grouped) -> {
          if (row >= from && row < to) {
            part.mixed.put(row - from, grouped);
          }
        });
    return part;
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(depth);
    out.writeBoolean(outside != null);
    Doubles.write(out, plain);
    if (outside != null) {
      Doubles.write(out, outside);
    }
    out.writeInt(mixed.size());
    for (Map.Entry<Integer, GroupedDistances> entry : mixed.entrySet()) {
      out.writeInt(entry.getKey());
      GroupedDistances grouped = entry.getValue();
      out.writeInt(grouped.size());
      for (int e = 0; e < grouped.size(); e++) {
        out.writeDouble(grouped.square(e));
        out.writeInt(grouped.group(e));
      }
    }
    out.writeInt(halves.size());
    for (HalfLists lists : halves) {
      lists.write(out);
    }
  }

  public static NearestDistances read(DataInput in) throws IOException {
    int rows = in.readInt();
    int depth = in.readInt();
    boolean grouped = in.readBoolean();
    double[] plain = Doubles.read(in);
    double[] outside = grouped ? Doubles.read(in) : null;
    Map<Integer, GroupedDistances> mixed = mixed(in, depth);
    List<HalfLists> halves = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      halves.add(HalfLists.read(in));
    }
    NearestDistances lists = new NearestDistances(rows, depth, plain, outside, halves);
    lists.mixed.putAll(mixed);
    return lists;
  }

  private static Map<Integer, GroupedDistances> mixed(DataInput in, int depth) throws IOException {
    Map<Integer, GroupedDistances> mixed = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      GroupedDistances list = new GroupedDistances(depth);
      mixed.put(in.readInt(), list);
      for (int size = in.readInt(); size > 0; size--) {
        list.add(in.readDouble(), in.readInt(), 1);
      }
    }
    return mixed;
  }
}
