package org.synthassay.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A tensor on its way into a network: one direct buffer, written again before every run. */
public final class TensorInput {

  /** What its elements are. */
  public enum Element {
    FLOAT(4),
    INT32(4),
    INT64(8);

    final int bytes;

    Element(int bytes) {
      this.bytes = bytes;
    }
  }

  private final String name;
  private final Element element;
  private final long[] shape;
  private final ByteBuffer buffer;

  /**
   * @param name that the file gives it; empty where the file tells no names
   */
  public TensorInput(String name, Element element, long... shape) {
    this.name = name;
    this.element = element;
    this.shape = shape.clone();
    buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(size(shape) * element.bytes))
            .order(ByteOrder.nativeOrder());
  }

  private static long size(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Writes the first values of an array of floats. */
  public void write(float[] values) {
    buffer.asFloatBuffer().put(values, 0, (int) size(shape));
  }

  /** Writes the same number everywhere. */
  public void fill(double value) {
    for (int i = 0; i < size(shape); i++) {
      set(i, value);
    }
  }

  /** Writes one element. */
  public void set(int index, double value) {
    switch (element) {
      case FLOAT -> buffer.putFloat(4 * index, (float) value);
      case INT32 -> buffer.putInt(4 * index, (int) value);
      case INT64 -> buffer.putLong(8 * index, (long) value);
    }
  }

  String name() {
    return name;
  }

  Element element() {
    return element;
  }

  /** Its dimensions. */
  public long[] shape() {
    return shape.clone();
  }

  /** All of it, from the start. */
  ByteBuffer buffer() {
    return buffer.duplicate().order(ByteOrder.nativeOrder()).clear();
  }
}
