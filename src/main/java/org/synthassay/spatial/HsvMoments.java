package org.synthassay.spatial;

/**
 * Mean, spread and skew of hue, saturation and value (Stricker &amp; Orengo 1995), hexcone, of
 * RGB/255; hue in turns, 0 where the saturation is 0.
 */
final class HsvMoments {
  private final CentralMoments hue = new CentralMoments();
  private final CentralMoments saturation = new CentralMoments();
  private final CentralMoments value = new CentralMoments();
  private double[] hues = new double[0];
  private double[] saturations = new double[0];
  private double[] values = new double[0];

  void clear() {
    hue.clear();
    saturation.clear();
    value.clear();
  }

  CentralMoments hue() {
    return hue;
  }

  CentralMoments saturation() {
    return saturation;
  }

  CentralMoments value() {
    return value;
  }

  void add(ColourRow row, int width) {
    if (hues.length < width) {
      hues = new double[width];
      saturations = new double[width];
      values = new double[width];
    }
    for (int x = 0; x < width; x++) {
      int red = row.red()[x];
      int green = row.green()[x];
      int blue = row.blue()[x];
      int most = Math.max(red, Math.max(green, blue));
      int range = most - Math.min(red, Math.min(green, blue));
      values[x] = most / 255.0;
      saturations[x] = range == 0 ? 0 : (double) range / most;
      hues[x] = range == 0 ? 0 : hue(red, green, blue, most, range);
    }
    hue.add(hues, width);
    saturation.add(saturations, width);
    value.add(values, width);
  }

  /** The sector of the largest channel; of equal ones the later wins, as in scikit-image. */
  private static double hue(int red, int green, int blue, int most, int range) {
    double sixths;
    if (blue == most) {
      sixths = 4 + (double) (red - green) / range;
    } else if (green == most) {
      sixths = 2 + (double) (blue - red) / range;
    } else {
      sixths = (double) (green - blue) / range;
    }
    return sixths < 0 ? sixths / 6 + 1 : sixths / 6;
  }
}
