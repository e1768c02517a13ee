package org.synthassay.manifold;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The nearest distances of a row whose members are in several groups: enough of them that k remain
 * whichever one group is left out, which takes k of a group and 2k in all.
 */
final class GroupedDistances implements Serializable {
  private final int depth;
  private int size;
  private final double[] squares;
  private final int[] groups;

  GroupedDistances(int depth) {
    this.depth = depth;
    this.squares = new double[2 * depth];
    this.groups = new int[2 * depth];
  }

  int size() {
    return size;
  }

  double square(int at) {
    return squares[at];
  }

  int group(int at) {
    return groups[at];
  }

  /** The squared distance from which on nothing can enter. */
  double reach() {
    return size < 2 * depth ? Double.POSITIVE_INFINITY : squares[size - 1];
  }

  void add(double square, int group, int count) {
    for (int c = Math.min(count, depth); c > 0; c--) {
      add(square, group);
    }
  }

  private void add(double square, int group) {
    int last = -1;
    int same = 0;
    for (int e = 0; e < size; e++) {
      if (groups[e] == group) {
        last = e;
        same++;
      }
    }
    if (same == depth) {
      if (squares[last] <= square) {
        return;
      }
      remove(last);
    } else if (size == 2 * depth) {
      if (squares[size - 1] <= square) {
        return;
      }
      remove(size - 1);
    }
    insert(square, group);
  }

  private void remove(int at) {
    System.arraycopy(squares, at + 1, squares, at, size - at - 1);
    System.arraycopy(groups, at + 1, groups, at, size - at - 1);
    size--;
  }

  private void insert(double square, int group) {
    int at = size;
    while (at > 0 && squares[at - 1] > square) {
      squares[at] = squares[at - 1];
      groups[at] = groups[at - 1];
      at--;
    }
    squares[at] = square;
    groups[at] = group;
    size++;
  }

  /** The k-th smallest square outside {@code group}, or −1 where there are fewer. */
  double kth(int k, int group) {
    int seen = 0;
    for (int e = 0; e < size; e++) {
      if (groups[e] != group && ++seen == k) {
        return squares[e];
      }
    }
    return -1;
  }

  /** The groups whose absence changes the list, each once. */
  int[] present() {
    return Arrays.stream(groups, 0, size).distinct().toArray();
  }
}
