package org.synthassay.spark.vectors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of numbers in .npy files that embeddings may have. */
enum NumpyType {
  F2("f2", 2, true, (in, at) -> half(in.getShort(at))),
  F4("f4", 4, true, (in, at) -> in.getFloat(at)),
  F8("f8", 8, false, (in, at) -> in.getDouble(at)),
  I1("i1", 1, true, (in, at) -> in.get(at)),
  I2("i2", 2, true, (in, at) -> in.getShort(at)),
  I4("i4", 4, false, (in, at) -> in.getInt(at)),
  I8("i8", 8, false, (in, at) -> in.getLong(at)),
  U1("u1", 1, true, (in, at) -> in.get(at) & 0xff),
  U2("u2", 2, true, (in, at) -> in.getShort(at) & 0xffff),
  U4("u4", 4, false, (in, at) -> in.getInt(at) & 0xffff_ffffL);

  private final String code;
  private final int bytes;
  private final boolean exact;
  private final Reading reading;

  NumpyType(String code, int bytes, boolean exact, Reading reading) {
    this.code = code;
    this.bytes = bytes;
    this.exact = exact;
    this.reading = reading;
  }

  /** Reads the value at a byte. */
  private interface Reading {
    double of(ByteBuffer in, int at);
  }

  static Optional<NumpyType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  /** {@code f2, f4, …}. */
  static String all() {
    return Arrays.stream(values()).map(type -> type.code).collect(Collectors.joining(", "));
  }

  int bytes() {
    return bytes;
  }

  /** True where float32 holds every value. */
  boolean isExact() {
    return exact;
  }

  /** The value number {@code index} of a buffer in the file's byte order. */
  double value(ByteBuffer in, int index) {
    return reading.of(in, index * bytes);
  }

  /** IEEE 754 binary16. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> (1024 + fraction) * Math.scalb(1.0, exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
