package org.synthassay.phantom;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A square picture in float that soft-edged shapes are added to; levels are 0 to 255. */
final class Canvas {
  /** Width and height in pixels. */
  static final int SIDE = 256;

  /** A plane a channel, row by row; three are red, green and blue. */
  private final float[][] planes;

  private Canvas(double... levels) {
    planes = new float[levels.length][SIDE * SIDE];
    for (int c = 0; c < levels.length; c++) {
      Arrays.fill(planes[c], (float) levels[c]);
    }
  }

  /** One channel, or red, green and blue, of one level everywhere. */
  static Canvas of(double... levels) {
    return new Canvas(levels);
  }

  /**
   * An ellipse.
   *
   * @param degrees by which it is turned, clockwise
   */
  record Oval(double x, double y, double rx, double ry, double degrees) {
    Oval(double x, double y, double rx, double ry) {
      this(x, y, rx, ry, 0);
    }

    /** Distance from the outline, about in pixels: negative inside. */
    private Field outside() {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double scale = Math.min(rx, ry);
      return (px, py) -> {
        double u = ((px - x) * cos + (py - y) * sin) / rx;
        double v = ((py - y) * cos - (px - x) * sin) / ry;
        return (Math.sqrt(u * u + v * v) - 1) * scale;
      };
    }
  }

  /** Adds {@code amounts} inside an ellipse; {@code soft} pixels of edge. */
  Canvas fill(Oval oval, double soft, double... amounts) {
    double reach = Math.max(oval.rx(), oval.ry()) + 2 * soft;
    Field outside = oval.outside();
    return shape(
        new Box(oval.x() - reach, oval.y() - reach, oval.x() + reach, oval.y() + reach),
        (x, y) -> edge(outside.at(x, y), soft),
        amounts);
  }

  /** Adds {@code amounts} along the part of an ellipse's outline above or below its centre. */
  Canvas arc(Oval oval, double width, double side, double... amounts) {
    double reach = Math.max(oval.rx(), oval.ry()) + 2 * width;
    Field outside = oval.outside();
    return shape(
        new Box(oval.x() - reach, oval.y() - reach, oval.x() + reach, oval.y() + reach),
        (x, y) ->
            edge(Math.abs(outside.at(x, y)) - width / 2, width)
                * edge(-side * (y - oval.y()), oval.ry() / 2),
        amounts);
  }

  /** Adds {@code amounts} along a straight line. */
  Canvas line(double[] from, double[] to, double width, double... amounts) {
    double dx = to[0] - from[0];
    double dy = to[1] - from[1];
    double length = Math.max(1e-9, dx * dx + dy * dy);
    double reach = 2 * width;
    Box box =
        new Box(
            Math.min(from[0], to[0]) - reach,
            Math.min(from[1], to[1]) - reach,
            Math.max(from[0], to[0]) + reach,
            Math.max(from[1], to[1]) + reach);
    return shape(
        box,
        (x, y) -> {
          double along = ((x - from[0]) * dx + (y - from[1]) * dy) / length;
          double t = Math.max(0, Math.min(1, along));
          double distance = distance(x - from[0] - t * dx, y - from[1] - t * dy);
          return edge(distance - width / 2, Math.max(1, width / 2));
        },
        amounts);
  }

  private static double distance(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  private record Box(double left, double top, double right, double bottom) {}

  /** A number for every place: a distance, or how much of a pixel a shape covers (0 to 1). */
  private interface Field {
    double at(double x, double y);
  }

  /** 1 well inside, 0 well outside, a smooth step of {@code soft} pixels between. */
  private static double edge(double outside, double soft) {
    double t = 0.5 - outside / Math.max(soft, 0.5);
    if (t <= 0 || t >= 1) {
      return t <= 0 ? 0 : 1;
    }
    return t * t * (3 - 2 * t);
  }

  private Canvas shape(Box box, Field cover, double... amounts) {
    int left = (int) Math.max(0, Math.floor(box.left()));
    int right = (int) Math.min(SIDE - 1, Math.ceil(box.right()));
    int top = (int) Math.max(0, Math.floor(box.top()));
    int bottom = (int) Math.min(SIDE - 1, Math.ceil(box.bottom()));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double share = cover.at(x, y);
        for (int c = 0; share > 0 && c < planes.length; c++) {
          planes[c][y * SIDE + x] += (float) (share * amounts[c]);
        }
      }
    }
    return this;
  }

  /** Multiplies by {@code gain} and adds independent noise of the given deviation. */
  Canvas exposed(double gain, double deviation, RandomGenerator random) {
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = (float) (plane[i] * gain + deviation * random.nextGaussian());
      }
    }
    return this;
  }

  /** Smooths with a Gaussian; borders repeat. */
  Canvas blurred(double sigma) {
    int half = (int) Math.ceil(3 * sigma);
    float[] kernel = new float[2 * half + 1];
    float sum = 0;
    for (int i = -half; i <= half; i++) {
      kernel[i + half] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += kernel[i + half];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    for (float[] plane : planes) {
      float[] across = smoothed(plane, kernel, 1, SIDE);
      System.arraycopy(smoothed(across, kernel, SIDE, 1), 0, plane, 0, plane.length);
    }
    return this;
  }

  private static float[] smoothed(float[] plane, float[] kernel, int step, int stride) {
    float[] smooth = new float[plane.length];
    int half = kernel.length / 2;
    for (int row = 0; row < SIDE; row++) {
      for (int i = 0; i < SIDE; i++) {
        float sum = 0;
        for (int k = -half; k <= half; k++) {
          int at = Math.max(0, Math.min(SIDE - 1, i + k));
          sum += kernel[k + half] * plane[row * stride + at * step];
        }
        smooth[row * stride + i * step] = sum;
      }
    }
    return smooth;
  }

  /** 8-bit levels, pixel by pixel: grey, or blue, green and red. */
  byte[] levels() {
    int channels = planes.length;
    byte[] levels = new byte[SIDE * SIDE * channels];
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int c = 0; c < channels; c++) {
        float value = planes[channels - 1 - c][i];
        levels[i * channels + c] = (byte) Math.round(Math.max(0, Math.min(255, value)));
      }
    }
    return levels;
  }
}
