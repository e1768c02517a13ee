package org.synthassay.spatial;

/** The colourfulness index of Hasler &amp; Süsstrunk (2003) from exact sums of whole numbers. */
final class Colourfulness {
  private static final double TWO_TO_64 = 0x1p64;

  private long redGreen;
  private long redGreenSquares;

  /** Of 2·yb = R + G − 2B. */
  private long yellowBlue;

  private long yellowBlueSquares;

  void clear() {
    redGreen = 0;
    redGreenSquares = 0;
    yellowBlue = 0;
    yellowBlueSquares = 0;
  }

  void add(byte[] bgr, int width) {
    long rgSum = 0;
    long rgSquares = 0;
    long ybSum = 0;
    long ybSquares = 0;
    for (int i = 0; i < 3 * width; i += 3) {
      int b = bgr[i] & 0xff;
      int g = bgr[i + 1] & 0xff;
      int r = bgr[i + 2] & 0xff;
      int rg = r - g;
      int yb = r + g - 2 * b;
      rgSum += rg;
      rgSquares += rg * rg;
      ybSum += yb;
      ybSquares += yb * yb;
    }
    redGreen += rgSum;
    redGreenSquares += rgSquares;
    yellowBlue += ybSum;
    yellowBlueSquares += ybSquares;
  }

  double index(long pixels) {
    double spread =
        spread(pixels, redGreen, redGreenSquares)
            + spread(pixels, yellowBlue, yellowBlueSquares) / 4;
    return Math.sqrt(spread) / pixels + 0.3 * Math.hypot(redGreen, yellowBlue / 2.0) / pixels;
  }

  /** n²σ² = n·Σx² − (Σx)² in 128 bits: in double, a flat tint would leave only rounding. */
  static double spread(long n, long sum, long squares) {
    long low = n * squares - sum * sum;
    long borrow = Long.compareUnsigned(n * squares, sum * sum) < 0 ? 1 : 0;
    long high = Math.multiplyHigh(n, squares) - Math.multiplyHigh(sum, sum) - borrow;
    double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
    return high * TWO_TO_64 + unsignedLow;
  }
}
