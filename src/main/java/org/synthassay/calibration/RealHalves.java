package org.synthassay.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Real halves against real halves, from what the radii were found with: a row in a ball of the
 * other half is in that ball's list.
 */
public final class RealHalves {
  private final HalfBalls balls;
  private final HalfLists lists;

  /**
   * @param lists complete ones, duplicates included
   */
  public RealHalves(HalfBalls balls, HalfLists lists) {
    this.balls = balls;
    this.lists = lists;
  }

  /** A ball that reaches a row by the row's number in the set. */
  public interface Reached {
    void row(int number, Ball ball) throws IOException;
  }

  /**
   * What a row has to know of a ball that reaches it.
   *
   * @param in the splits in which it does
   * @param mask the halves that the ball is in
   * @param count how many members have this ball
   */
  public record Ball(long in, long mask, int count) {
    public void write(DataOutput out) throws IOException {
      out.writeLong(in);
      out.writeLong(mask);
      out.writeInt(count);
    }

    public static Ball read(DataInput in) throws IOException {
      return new Ball(in.readLong(), in.readLong(), in.readInt());
    }
  }

  /** Tells every row that a ball of this block reaches. */
  public void tell(Reached reached) throws IOException {
    HalfMembers members = balls.members();
    for (int e = 0; e < lists.size(); e++) {
      HalfList list = lists.list(e);
      for (int at = 0; at < list.size(); at++) {
        long in = balls.radii().at(e, list.square(at));
        if (in != 0 && !list.repeated(at)) {
          reached.row(list.number(at), new Ball(in, members.halves()[e], members.count()[e]));
        }
      }
    }
  }

  /** The splits in which the balls of each entry hold a row of the other half. */
  long covered(int entry) {
    HalfList list = lists.list(entry);
    long covered = 0;
    for (int at = 0; at < list.size(); at++) {
      covered |= balls.radii().at(entry, list.square(at)) & ~list.together(at);
    }
    return covered;
  }

  HalfBalls balls() {
    return balls;
  }
}
