package org.synthassay.spatial;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Pixels;

/** The values of the features of one image. */
public record SpatialFeatures(List<Feature> features, List<@Nullable Double> values) {
  private static final ThreadLocal<ImageSweep> SWEEP = ThreadLocal.withInitial(ImageSweep::new);

  /**
   * The features of an image of at least 3×3 pixels. Grey levels of a colour image are OpenCV's
   * 8-bit BGR2GRAY.
   */
  public static SpatialFeatures of(Pixels pixels, List<Feature> features) {
    if (Math.min(pixels.width(), pixels.height()) < 3) {
      throw new IllegalArgumentException(
          "spatial features need at least 3×3 pixels, got "
              + pixels.width()
              + "×"
              + pixels.height());
    }
    if (features.isEmpty()) {
      return new SpatialFeatures(features, List.of());
    }
    ImageSums sums = SWEEP.get().of(pixels, features);
    return new SpatialFeatures(
        features, Arrays.asList(features.stream().map(f -> f.of(sums)).toArray(Double[]::new)));
  }

  /** Null where the image has none, as a grey one's colour. */
  public @Nullable Double value(Feature feature) {
    return values.get(features.indexOf(feature));
  }
}
