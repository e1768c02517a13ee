package org.synthassay.spatial;

/** The colourfulness index of Hasler &amp; Süsstrunk (2003) from exact sums of whole numbers. */
final class Colourfulness {
  private static final double TWO_TO_64 = 0x1p64;

  /** Of rg = R − G. */
  private final Columns redGreen = new Columns();

  private final Columns redGreenSquares = new Columns();

  /** Of 2·yb = R + G − 2B. */
  private final Columns yellowBlue = new Columns();

  private final Columns yellowBlueSquares = new Columns();

  void clear(int width) {
    redGreen.clear(width);
    redGreenSquares.clear(width);
    yellowBlue.clear(width);
    yellowBlueSquares.clear(width);
  }

  void add(ColourRow row, int width) {
    addRedGreen(row.red(), row.green(), redGreen.row(), redGreenSquares.row(), width);
    addYellowBlue(row, yellowBlue.row(), yellowBlueSquares.row(), width);
  }

  double index(long pixels) {
    double spread =
        spread(pixels, redGreen.total(), redGreenSquares.total())
            + spread(pixels, yellowBlue.total(), yellowBlueSquares.total()) / 4;
    double mean = Math.hypot(redGreen.total(), yellowBlue.total() / 2.0);
    return (Math.sqrt(spread) + 0.3 * mean) / pixels;
  }

  private static void addRedGreen(int[] red, int[] green, int[] sums, int[] squares, int width) {
    for (int x = 0; x < width; x++) {
      int rg = red[x] - green[x];
      sums[x] += rg;
      squares[x] += rg * rg;
    }
  }

  private static void addYellowBlue(ColourRow row, int[] sums, int[] squares, int width) {
    int[] blue = row.blue();
    int[] green = row.green();
    int[] red = row.red();
    for (int x = 0; x < width; x++) {
      int yb = red[x] + green[x] - 2 * blue[x];
      sums[x] += yb;
      squares[x] += yb * yb;
    }
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
