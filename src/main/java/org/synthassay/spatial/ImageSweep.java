package org.synthassay.spatial;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.synthassay.image.Pixels;

/** One pass over an image's rows that feeds every kernel; reused, so it belongs to one thread. */
final class ImageSweep {
  private final Cooccurrence cooccurrence = new Cooccurrence();
  private final Gradients gradients = new Gradients();
  private final Colourfulness colourfulness = new Colourfulness();
  private final LevelHistogram levels = new LevelHistogram();
  private final HsvMoments hsv = new HsvMoments();
  private final ColourRow colours = new ColourRow();

  /** Row y is kept at y mod 3, with its neighbours. */
  private final LevelRow[] rows = new LevelRow[3];

  private byte[] raw = new byte[0];

  /** The groups whose sums are wanted. */
  private Set<FeatureGroup> groups = Set.of();

  /** The sums that {@code features} are computed of, good until the next image. */
  ImageSums of(Pixels pixels, List<Feature> features) {
    groups = features.stream().map(Feature::group).collect(Collectors.toSet());
    clear(pixels);
    int width = pixels.width();
    int height = pixels.height();
    try (BytePointer data = pixels.mat().data()) {
      load(pixels, data, 0);
      load(pixels, data, 1);
      for (int y = 0; y < height; y++) {
        boolean last = y == height - 1;
        if (y > 0 && !last) {
          load(pixels, data, y + 1);
        }
        LevelRow above = rows[(y == 0 ? 1 : y - 1) % 3];
        LevelRow here = rows[y % 3];
        LevelRow below = rows[(last ? y - 1 : y + 1) % 3];
        if (groups.contains(FeatureGroup.CLASSIC)) {
          gradients.add(above, here, below, width);
          cooccurrence.add(here.level, last ? null : below.level, width);
        }
        if (groups.contains(FeatureGroup.INTENSITY)) {
          levels.add(here.level, width);
        }
      }
    }
    cooccurrence.sum();
    return new ImageSums(
        (long) width * height,
        height,
        !pixels.isGrey(),
        gradients,
        cooccurrence,
        colourfulness,
        levels,
        hsv);
  }

  private void clear(Pixels pixels) {
    int width = pixels.width();
    if (raw.length < 3 * width) {
      raw = new byte[3 * width];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new LevelRow(width);
      }
    }
    gradients.clear(width);
    colourfulness.clear(width);
    cooccurrence.clear();
    levels.clear();
    hsv.clear();
  }

  private void load(Pixels pixels, BytePointer data, int y) {
    int width = pixels.width();
    LevelRow row = rows[y % 3];
    data.position(y * pixels.mat().step(0)).get(raw, 0, width * pixels.mat().channels());
    if (pixels.isGrey()) {
      for (int x = 0; x < width; x++) {
        row.level[x] = raw[x] & 0xff;
      }
    } else {
      colours.read(raw, width);
      colours.grey(row.level, width);
      if (groups.contains(FeatureGroup.CLASSIC)) {
        colourfulness.add(colours, width);
      }
      if (groups.contains(FeatureGroup.COLOUR)) {
        hsv.add(colours, width);
      }
    }
    row.differentiate(width);
  }
}
