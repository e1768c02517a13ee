package org.synthassay.manifold;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.synthassay.calibration.HalfLists;
import org.synthassay.calibration.HalfLists.Neighbour;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.math.CentredRows;

/**
 * The rows that float32 could not rule out as near neighbours, a few for each row of a block, until
 * the exact distances decide among them. Where distances are estimated, estimates decide at once.
 */
final class NeighbourCandidates {
  private final RowBlock own;
  private final Frame scaled;
  private final Neighbourhood hood;
  private final NearestDistances lists;
  private final double squaredScale;
  private final SearchRadii reach;
  private final int capacity;
  private final int[] sizes;
  private final int[] columns;
  private final float[] lows;
  private final float[] highs;
  private final long[] order;
  private RowBlock other;
  private HalfMembers thinned;
  private long rechecks;

  NeighbourCandidates(RowBlock own, CentredRows centred, Frame scaled, Neighbourhood hood) {
    this.own = own;
    this.other = own;
    this.thinned = own.members().halves();
    this.scaled = scaled;
    this.hood = hood;
    this.lists = NearestDistances.none(own.members(), hood);
    this.squaredScale = scaled.squaredScale();
    this.reach = new SearchRadii(centred.norms(), scaled.bound());
    this.capacity = scaled.estimated() ? 0 : capacity(hood);
    this.sizes = new int[own.rows()];
    this.columns = new int[own.rows() * capacity];
    this.lows = new float[own.rows() * capacity];
    this.highs = new float[own.rows() * capacity];
    this.order = new long[capacity];
  }

  /** Radii in 20 halves take about eight times their k. */
  private static int capacity(Neighbourhood hood) {
    return 3 * Math.max(hood.depth(), 8 * hood.halving().k()) + 24;
  }

  /** From now on columns are rows of {@code block}. */
  void against(RowBlock block) {
    other = block;
    thinned = block.members().halves().thinned(hood.halving().k());
  }

  /** The rows look no farther than {@code horizons}. */
  void within(Horizons horizons) {
    for (int i = 0; i < sizes.length; i++) {
      reach.lower(i, horizons.square(i) * squaredScale * (1 + 1e-12));
    }
  }

  SearchRadii reach() {
    return reach;
  }

  long rechecks() {
    return rechecks;
  }

  void offer(int row, int column, DistanceBounds known) {
    if (known.low() > reach.of(row)) {
      return;
    }
    if (scaled.estimated()) {
      add(row, column, known.high() / squaredScale);
      return;
    }
    int at = row * capacity + sizes[row];
    columns[at] = column;
    lows[at] = Math.nextDown((float) known.low());
    highs[at] = Math.nextUp((float) known.high());
    if (++sizes[row] == capacity) {
      prune(row);
      if (2 * sizes[row] > capacity) {
        settle(row);
      }
    }
  }

  /** Decides all that is still open by exact distances, and gives the lists. */
  NearestDistances settled() {
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0) {
        prune(i);
        settle(i);
      }
    }
    return lists;
  }

  /** Drops what the upper bounds of enough others rule out. */
  private void prune(int row) {
    int size = sizes[row];
    int base = row * capacity;
    for (int e = 0; e < size; e++) {
      order[e] = ((long) Float.floatToRawIntBits(highs[base + e]) << 32) | e;
    }
    Arrays.sort(order, 0, size);
    reach.lower(row, upperReach(row, size));
    int kept = 0;
    for (int e = 0; e < size; e++) {
      if (lows[base + e] <= reach.of(row)) {
        columns[base + kept] = columns[base + e];
        lows[base + kept] = lows[base + e];
        highs[base + kept] = highs[base + e];
        kept++;
      }
    }
    sizes[row] = kept;
  }

  private void settle(int row) {
    int base = row * capacity;
    for (int e = 0; e < sizes[row]; e++) {
      if (lows[base + e] <= reach.of(row)) {
        int column = columns[base + e];
        add(row, column, own.squaredDistance(row, other, column));
        rechecks++;
      }
    }
    sizes[row] = 0;
  }

  private void add(int row, int column, double square) {
    lists.add(row, own.members(), square, other.members(), column);
    for (HalfLists halves : lists.halves()) {
      int number = other.numbers()[column];
      halves.add(row, own.members().halves(), square, new Neighbour(number, thinned, column));
    }
    reach.lower(row, lists.reach(row) * squaredScale);
  }

  /** The upper bound by which enough neighbours of {@code row} have been seen. */
  private double upperReach(int row, int size) {
    double reach = seen(row, size, -1);
    if (hood.grouped()) {
      boolean mixed = own.members().mixed(row);
      double outside =
          mixed ? seenOfEachGroup(row, size) : seen(row, size, own.members().ownGroup(row));
      reach = Math.max(reach, outside);
    }
    for (HalfLists halves : lists.halves()) {
      IntUnaryOperator nearest = e -> columns[row * capacity + (int) order[e]];
      int last = halves.enough(row, own.members().halves(), thinned, nearest, size);
      reach =
          Math.max(
              reach,
              last < 0
                  ? Double.NEGATIVE_INFINITY
                  : last == size ? Double.POSITIVE_INFINITY : upper(last));
    }
    return reach;
  }

  private double seen(int row, int size, int leftOut) {
    int count = 0;
    for (int e = 0; e < size; e++) {
      int column = columns[row * capacity + (int) order[e]];
      count += other.members().multiplicity(column) - other.members().countIn(column, leftOut);
      if (count >= hood.depth()) {
        return upper(e);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double seenOfEachGroup(int row, int size) {
    Map<Integer, Integer> ofGroup = new HashMap<>();
    int count = 0;
    Members members = other.members();
    for (int e = 0; e < size; e++) {
      int column = columns[row * capacity + (int) order[e]];
      for (int g = members.start()[column]; g < members.start()[column + 1]; g++) {
        int before = ofGroup.getOrDefault(members.group()[g], 0);
        int after = Math.min(hood.depth(), before + members.count()[g]);
        ofGroup.put(members.group()[g], after);
        count += after - before;
      }
      if (count >= 2 * hood.depth()) {
        return upper(e);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double upper(int e) {
    return Float.intBitsToFloat((int) (order[e] >>> 32));
  }
}
