package org.synthassay.spark.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A .npy file of a table, byte for byte as a NumPy of some age writes it. */
record Npy(int version, String type, boolean fortran, String shape) {

  static Npy of(String type, double[][] values) {
    return new Npy(1, type, false, "(%d, %d)".formatted(values.length, values[0].length));
  }

  /** The header, and blanks up to a multiple of 16. */
  byte[] header() {
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape);
    int prefix = version == 1 ? 10 : 12;
    String padded = text + " ".repeat(15 - (prefix + text.length()) % 16) + "\n";
    ByteBuffer bytes = ByteBuffer.allocate(prefix + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) padded.length());
    } else {
      bytes.putInt(padded.length());
    }
    return bytes.put(padded.getBytes(StandardCharsets.US_ASCII)).array();
  }

  byte[] bytes(double[][] values) {
    int n = values.length;
    int d = values[0].length;
    int width = Integer.parseInt(type.substring(2));
    byte[] header = header();
    ByteBuffer bytes = ByteBuffer.allocate(header.length + n * d * width).put(header);
    bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int e = 0; e < n * d; e++) {
      put(bytes, fortran ? values[e % n][e / n] : values[e / d][e % d]);
    }
    return bytes.array();
  }

  private void put(ByteBuffer bytes, double value) {
    switch (type.substring(1)) {
      case "f2" -> bytes.putShort(half(value));
      case "f4" -> bytes.putFloat((float) value);
      case "f8" -> bytes.putDouble(value);
      case "i1", "u1" -> bytes.put((byte) value);
      case "i2", "u2" -> bytes.putShort((short) (int) value);
      case "i4", "u4" -> bytes.putInt((int) (long) value);
      case "i8" -> bytes.putLong((long) value);
      default -> throw new IllegalArgumentException(type);
    }
  }

  /** Of values that binary16 holds and that are not subnormal in it. */
  private static short half(double value) {
    if (value == 0) {
      return 0;
    }
    int exponent = Math.getExponent(value);
    int fraction = (int) ((Math.abs(value) / Math.scalb(1.0, exponent) - 1) * 1024);
    return (short) ((value < 0 ? 1 << 15 : 0) | (exponent + 15) << 10 | fraction);
  }
}
