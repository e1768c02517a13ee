package org.synthassay.image;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.math.IdHash;

/** Decoded pixels to the pixels that are audited: crop, then scale, then colour. */
public record Prepare(PrepareOptions options, long seed) implements Serializable {
  private static final int MIN_SIDE = 3;

  /** Sampling takes the lowest hashes of the ids: places must not follow from the same hash. */
  private static final long PLACE_SALT = 0x9e3779b97f4a7c15L;

  /** A prepared part of an image, or why there is none, under its id. */
  public record Window(String id, Decoded decoded) {}

  /** Windows an image: 1, or the random crop's per-image. */
  public int windows() {
    return options.crop() instanceof Crop.Random random ? random.perImage() : 1;
  }

  /** {@code path}, or with several windows an image {@code path#w<index>}, counted from 0. */
  public String id(String path, int index) {
    return windows() == 1 ? path : path + "#w" + index;
  }

  /** Every window of an image, in order; each holds pixels of its own to close. */
  public List<Window> all(Pixels source, String path) {
    List<Window> all = new ArrayList<>();
    for (int index = 0; index < windows(); index++) {
      all.add(new Window(id(path, index), window(source, path, index)));
    }
    return all;
  }

  /**
   * One window of an image, the source untouched; rejected as too small where the crop does not fit
   * or fewer than 3×3 pixels are left; enlarging adds none.
   */
  public Decoded window(Pixels source, String path, int index) {
    if (options.crop() instanceof Crop.Random random
        && Math.min(source.width(), source.height()) < random.size()) {
      return tooSmall(source, "prepare.crop takes " + random.size() + "×" + random.size());
    }
    try (Rect part = part(source, id(path, index));
        Mat cropped = new Mat(source.mat(), part)) {
      int width = options.size() == null ? part.width() : options.size();
      int height = options.size() == null ? part.height() : options.size();
      if (Math.min(Math.min(width, height), Math.min(part.width(), part.height())) < MIN_SIDE) {
        return tooSmall(source, "3×3 are needed after prepare, and enlarging adds none");
      }
      try (Mat scaled = scaled(cropped, width, height)) {
        return new Pixels(coloured(scaled, source), source.format());
      }
    }
  }

  private static Rejected tooSmall(Pixels source, String rule) {
    return new Rejected(
        Reason.TOO_SMALL, "has " + source.width() + "×" + source.height() + " pixels, " + rule);
  }

  private Rect part(Pixels source, String id) {
    int width = source.width();
    int height = source.height();
    if (options.crop() instanceof Crop.Center) {
      int side = Math.min(width, height);
      return new Rect((width - side) / 2, (height - side) / 2, side, side);
    }
    if (options.crop() instanceof Crop.Random random) {
      int side = random.size();
      long hash = IdHash.of(id, seed ^ PLACE_SALT);
      return new Rect(
          place(hash >>> 32, width - side), place(hash & 0xffffffffL, height - side), side, side);
    }
    return new Rect(0, 0, width, height);
  }

  /** 32 uniform bits to a whole number from 0 to {@code last}. */
  private static int place(long bits, int last) {
    return (int) (bits * (last + 1L) >>> 32);
  }

  /** Area averaging when shrinking, bicubic when enlarging, by width. */
  private static Mat scaled(Mat cropped, int width, int height) {
    if (cropped.cols() == width && cropped.rows() == height) {
      return new Mat(cropped);
    }
    Mat scaled = new Mat();
    try (Size size = new Size(width, height)) {
      resize(cropped, scaled, size, 0, 0, width < cropped.cols() ? INTER_AREA : INTER_CUBIC);
    }
    return scaled;
  }

  /** A new Mat; auto looks at the whole source, so that a blank window of a slide stays colour. */
  private Mat coloured(Mat scaled, Pixels source) {
    boolean grey =
        switch (options.colour()) {
          case AUTO -> source.isAchromatic();
          case GREY -> true;
          case RGB -> false;
        };
    if (grey == (scaled.channels() == 1)) {
      return scaled.clone();
    }
    Mat converted = new Mat();
    cvtColor(scaled, converted, grey ? COLOR_BGR2GRAY : COLOR_GRAY2BGR);
    return converted;
  }
}
