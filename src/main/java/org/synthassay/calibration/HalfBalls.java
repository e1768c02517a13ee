package org.synthassay.calibration;

/**
 * The balls that a block's rows have in the halves.
 *
 * @param members who the rows are
 * @param radii one for every entry of {@code members}
 */
public record HalfBalls(HalfMembers members, HalfRadii radii) {

  /** The largest squared radius of a row in any split, −1 without any. */
  public double largest(int row) {
    double largest = -1;
    for (int e = members.start()[row]; e < members.start()[row + 1]; e++) {
      largest = Math.max(largest, radii.largest(e));
    }
    return largest;
  }

  /** Whether a row's balls hold the same for any distance from {@code low} to {@code high}. */
  public boolean same(int row, double low, double high) {
    for (int e = members.start()[row]; e < members.start()[row + 1]; e++) {
      if (radii.at(e, low) != radii.at(e, high)) {
        return false;
      }
    }
    return true;
  }
}
