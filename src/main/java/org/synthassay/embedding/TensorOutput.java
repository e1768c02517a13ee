package org.synthassay.embedding;

import java.util.List;

/**
 * What a network gave.
 *
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent")
public record TensorOutput(float[] values, List<Long> shape) {

  public boolean isOf(long... dims) {
    return new TensorPort("", "float", shape).fits(dims);
  }

  /** The dimension {@code i}. */
  public int size(int i) {
    return Math.toIntExact(shape.get(i));
  }

  @Override
  public String toString() {
    return TensorPort.text(shape.stream().mapToLong(Long::longValue).toArray());
  }
}
