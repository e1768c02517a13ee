package org.synthassay.manifold.passes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * What a pass over pairs took and summed; mergeable.
 *
 * @param kernel Σ (x·y/d + 1)³ over the pairs
 * @param pairs products taken
 * @param rechecks distances that float32 left open and float64 decided
 * @param rowsRead rows of embeddings that tasks read
 */
public record JoinWork(double kernel, long pairs, long rechecks, long rowsRead)
    implements Serializable {
  static final JoinWork NONE = new JoinWork(0, 0, 0, 0);

  public JoinWork plus(JoinWork other) {
    return new JoinWork(
        kernel + other.kernel,
        pairs + other.pairs,
        rechecks + other.rechecks,
        rowsRead + other.rowsRead);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(kernel);
    out.writeLong(pairs);
    out.writeLong(rechecks);
    out.writeLong(rowsRead);
  }

  static JoinWork read(DataInput in) throws IOException {
    return new JoinWork(in.readDouble(), in.readLong(), in.readLong(), in.readLong());
  }
}
