package org.synthassay.embedding;

/**
 * Bilinear as in TensorFlow 1: source = target·in/out in float32, no half-pixel offset, no
 * antialias; the resize of published FIDs.
 */
final class TensorFlowResize implements Resize {

  private final int side;
  private final Axis columns;
  private final Axis rows;
  private float[] above;
  private float[] below;

  TensorFlowResize(int side) {
    this.side = side;
    columns = new Axis(side);
    rows = new Axis(side);
    above = new float[side];
    below = new float[side];
  }

  @Override
  public void plane(Raster image, int channel, float[] plane) {
    columns.fit(image.width);
    rows.fit(image.height);
    int inAbove = -1;
    int inBelow = -1;
    for (int y = 0; y < side; y++) {
      if (rows.low[y] == inBelow) {
        float[] swapped = above;
        above = below;
        below = swapped;
        inAbove = inBelow;
        inBelow = -1;
      }
      if (rows.low[y] != inAbove) {
        inAbove = rows.low[y];
        row(image, inAbove, channel, above);
      }
      if (rows.high[y] != inBelow) {
        inBelow = rows.high[y];
        row(image, inBelow, channel, below);
      }
      blend(above, below, rows.fraction[y], plane, y * side);
    }
  }

  private void row(Raster image, int y, int channel, float[] target) {
    byte[] bytes = image.bytes;
    int step = image.channels;
    int start = y * image.width * step + channel;
    for (int x = 0; x < side; x++) {
      float left = bytes[start + columns.low[x] * step] & 0xFF;
      float right = bytes[start + columns.high[x] * step] & 0xFF;
      target[x] = left + (right - left) * columns.fraction[x];
    }
  }

  private static void blend(
      float[] above, float[] below, float fraction, float[] plane, int offset) {
    for (int x = 0; x < above.length; x++) {
      plane[offset + x] = above[x] + (below[x] - above[x]) * fraction;
    }
  }

  /** Source positions along one axis: both neighbours and the share of the higher one. */
  private static final class Axis {
    final int[] low;
    final int[] high;
    final float[] fraction;
    private int length;

    Axis(int side) {
      low = new int[side];
      high = new int[side];
      fraction = new float[side];
    }

    void fit(int newLength) {
      if (newLength == length) {
        return;
      }
      length = newLength;
      float scale = (float) ((double) length / low.length);
      for (int i = 0; i < low.length; i++) {
        float source = i * scale;
        low[i] = (int) source;
        high[i] = Math.min(low[i] + 1, length - 1);
        fraction[i] = source - low[i];
      }
    }
  }
}
