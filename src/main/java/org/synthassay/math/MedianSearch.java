package org.synthassay.math;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact medians of any number of values in four passes over them, by counting 16 bits at a time:
 * between passes a few counts travel, never the values. Of few values the first pass counts all
 * bits, and is the last.
 *
 * <p>The median of an even count is the mean of the middle two. Values are not negative, +∞
 * allowed.
 */
public final class MedianSearch implements Serializable {
  private static final int BITS = 16;
  private static final int PASSES = Long.SIZE / BITS;
  private static final int FEW = 1 << 16;

  private final int pass;
  private final long[] prefix;
  private final long[] rank;

  private MedianSearch(int pass, long[] prefix, long[] rank) {
    this.pass = pass;
    this.prefix = prefix;
    this.rank = rank;
  }

  /** The search for {@code series} medians, before its first pass. */
  public static MedianSearch of(int series) {
    return new MedianSearch(0, new long[2 * series], new long[2 * series]);
  }

  public boolean done() {
    return pass == PASSES;
  }

  /** What one pass counts; mergeable. */
  public final class Counts implements Serializable {
    private final Map<Long, Long> counts = new HashMap<>();
    private final List<Map<Long, Long>> values = new ArrayList<>();
    private int kept;

    private Counts() {
      for (int series = 0; 2 * series < rank.length; series++) {
        values.add(new TreeMap<>());
      }
    }

    public void add(int series, double value, long times) {
      long bits = Double.doubleToRawLongBits(value + 0.0);
      keep(series, bits, times);
      int shift = Long.SIZE - (pass + 1) * BITS;
      long digit = bits >>> shift & ((1L << BITS) - 1);
      for (int search = 2 * series; search < 2 * series + 2; search++) {
        if (pass == 0 || bits >>> (shift + BITS) == prefix[search]) {
          counts.merge((long) search << BITS | digit, times, Long::sum);
        }
      }
    }

    private void keep(int series, long bits, long times) {
      if (pass == 0 && kept <= FEW && values.get(series).merge(bits, times, Long::sum) == times) {
        kept++;
      }
    }

    public Counts merge(Counts other) {
      other.counts.forEach((key, count) -> counts.merge(key, count, Long::sum));
      if (other.kept > FEW) {
        kept = FEW + 1;
      }
      for (int s = 0; s < values.size(); s++) {
        int series = s;
        other.values.get(s).forEach((bits, times) -> keep(series, bits, times));
      }
      return this;
    }

    /** The search with one pass more behind it. */
    public MedianSearch next() {
      return pass == 0 && kept <= FEW ? found() : narrowed();
    }

    private MedianSearch found() {
      long[] bits = new long[prefix.length];
      long[] left = new long[rank.length];
      for (int search = 0; search < bits.length; search++) {
        left[search] = first(search);
        for (Map.Entry<Long, Long> value : values.get(search / 2).entrySet()) {
          if (left[search] >= 0 && left[search] < value.getValue()) {
            bits[search] = value.getKey();
            left[search] = 0;
            break;
          }
          left[search] -= value.getValue();
        }
      }
      return new MedianSearch(PASSES, bits, left);
    }

    private MedianSearch narrowed() {
      long[] nextPrefix = new long[prefix.length];
      long[] nextRank = new long[rank.length];
      for (int search = 0; search < prefix.length; search++) {
        long left = pass == 0 ? first(search) : rank[search];
        for (long digit = 0; left >= 0 && digit < 1L << BITS; digit++) {
          long count = counts.getOrDefault((long) search << BITS | digit, 0L);
          if (left < count) {
            nextPrefix[search] = prefix[search] << BITS | digit;
            nextRank[search] = left;
            left = -1;
          } else {
            left -= count;
          }
        }
        if (left >= 0 || total(search) == 0) {
          nextRank[search] = -1;
        }
      }
      return new MedianSearch(pass + 1, nextPrefix, nextRank);
    }

    /** The rank of the lower middle value for even searches, of the upper one for odd ones. */
    private long first(int search) {
      long total = total(search);
      return total == 0 ? -1 : search % 2 == 0 ? (total - 1) / 2 : total / 2;
    }

    private long total(int search) {
      return counts.entrySet().stream()
          .filter(entry -> entry.getKey() >>> BITS == search)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  public Counts counts() {
    return new Counts();
  }

  /** The medians, after the last pass; NaN for a series without values. */
  public double[] medians() {
    double[] medians = new double[rank.length / 2];
    for (int series = 0; series < medians.length; series++) {
      double low = Double.longBitsToDouble(prefix[2 * series]);
      double high = Double.longBitsToDouble(prefix[2 * series + 1]);
      medians[series] = rank[2 * series] < 0 ? Double.NaN : low == high ? low : (low + high) / 2;
    }
    return medians;
  }
}
