package org.synthassay.spatial;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The features of one image, each with what it is computed of: tables, results, gates, fingerprints
 * and the report read them here. All are means, so that images of different sizes compare.
 */
public enum Feature {
  /**
   * √(σ²rg + σ²yb) + 0.3·√(μ²rg + μ²yb), rg = R − G and yb = (R + G)/2 − B signed, population σ
   * (Hasler &amp; Süsstrunk 2003).
   */
  CFI(
      FeatureGroup.CLASSIC,
      FeatureKind.COLOURFULNESS,
      "colourfulness",
      s -> s.ofColour(s.colourfulness().index(s.pixels()))),
  /** Mean of (I(x+2, y) − I(x, y))². */
  BIQ(
      FeatureGroup.CLASSIC,
      FeatureKind.SHARPNESS,
      "sharpness (Brenner)",
      s -> (double) s.gradients().brenner() / (s.pixels() - 2L * s.height())),
  /** Mean of Gx² + Gy², Sobel 3×3, border reflected, no threshold. */
  TIQ(
      FeatureGroup.CLASSIC,
      FeatureKind.SHARPNESS,
      "sharpness (Tenengrad)",
      s -> (double) s.gradients().tenengrad() / s.pixels()),
  /** Mean of L², L = [0 1 0; 1 −4 1; 0 1 0], border reflected. */
  LIQ(
      FeatureGroup.CLASSIC,
      FeatureKind.SHARPNESS,
      "sharpness (Laplacian)",
      s -> (double) s.gradients().laplacian() / s.pixels()),
  /**
   * Angular second moment Σp² (Haralick 1973), like the next three on the grey-level co-occurrence
   * at distance 1, 256 levels, symmetric, a mean over 0, 45, 90 and 135°.
   */
  ASM(
      FeatureGroup.CLASSIC,
      FeatureKind.TEXTURE,
      "texture uniformity",
      s -> s.cooccurrence().mean(AngleSums::asm)),
  /** Contrast Σ(i − j)²p. */
  CON(
      FeatureGroup.CLASSIC,
      FeatureKind.TEXTURE,
      "texture contrast",
      s -> s.cooccurrence().mean(AngleSums::con)),
  /** Entropy −Σp·log₂p (IBSI; scikit-image takes the natural logarithm). */
  ENT(
      FeatureGroup.CLASSIC,
      FeatureKind.TEXTURE,
      "texture entropy, bits",
      s -> s.cooccurrence().mean(AngleSums::ent)),
  /** Inverse difference moment Σp/(1 + (i − j)²). */
  IDM(
      FeatureGroup.CLASSIC,
      FeatureKind.TEXTURE,
      "texture smoothness",
      s -> s.cooccurrence().mean(AngleSums::idm)),
  INT_MEAN(
      FeatureGroup.INTENSITY, FeatureKind.BRIGHTNESS, "mean grey level", s -> s.levels().mean()),
  /** Population σ. */
  INT_SD(FeatureGroup.INTENSITY, FeatureKind.LEVELS, "spread of grey levels", s -> s.levels().sd()),
  /** m₃/m₂^1.5; 0 for a blank image. */
  INT_SKEW(
      FeatureGroup.INTENSITY, FeatureKind.LEVELS, "skew of grey levels", s -> s.levels().skew()),
  /** m₄/m₂² − 3; 0 for a blank image. */
  INT_KURT(
      FeatureGroup.INTENSITY,
      FeatureKind.LEVELS,
      "excess kurtosis of grey levels",
      s -> s.levels().kurtosis()),
  /** −Σp·log₂p of the histogram of 256 bins. */
  INT_ENT(
      FeatureGroup.INTENSITY,
      FeatureKind.LEVELS,
      "entropy of grey levels, bits",
      s -> s.levels().entropy()),
  /** In turns, 0 where the saturation is 0. Hue is circular, and these moments are not. */
  HUE_MEAN(
      FeatureGroup.COLOUR, FeatureKind.HUES, "mean hue", s -> s.ofColour(s.hsv().hue().mean())),
  HUE_SD(
      FeatureGroup.COLOUR, FeatureKind.HUES, "spread of hue", s -> s.ofColour(s.hsv().hue().sd())),
  /** Signed cube root of the third central moment, like those of the other channels. */
  HUE_SKEW(
      FeatureGroup.COLOUR, FeatureKind.HUES, "skew of hue", s -> s.ofColour(s.hsv().hue().skew())),
  SAT_MEAN(
      FeatureGroup.COLOUR,
      FeatureKind.COLOURFULNESS,
      "mean saturation",
      s -> s.ofColour(s.hsv().saturation().mean())),
  SAT_SD(
      FeatureGroup.COLOUR,
      FeatureKind.HUES,
      "spread of saturation",
      s -> s.ofColour(s.hsv().saturation().sd())),
  SAT_SKEW(
      FeatureGroup.COLOUR,
      FeatureKind.HUES,
      "skew of saturation",
      s -> s.ofColour(s.hsv().saturation().skew())),
  VAL_MEAN(
      FeatureGroup.COLOUR,
      FeatureKind.BRIGHTNESS,
      "mean value",
      s -> s.ofColour(s.hsv().value().mean())),
  VAL_SD(
      FeatureGroup.COLOUR,
      FeatureKind.HUES,
      "spread of value",
      s -> s.ofColour(s.hsv().value().sd())),
  VAL_SKEW(
      FeatureGroup.COLOUR,
      FeatureKind.HUES,
      "skew of value",
      s -> s.ofColour(s.hsv().value().skew()));

  private final FeatureGroup group;
  private final FeatureKind kind;
  private final String meaning;
  private final ToDoubleFunction<ImageSums> value;

  Feature(FeatureGroup group, FeatureKind kind, String meaning, ToDoubleFunction<ImageSums> value) {
    this.group = group;
    this.kind = kind;
    this.meaning = meaning;
    this.value = value;
  }

  /** Those of {@code groups}, in the order of the registry. */
  public static List<Feature> of(Collection<FeatureGroup> groups) {
    return Arrays.stream(values()).filter(feature -> groups.contains(feature.group)).toList();
  }

  /** Those that a table has among its columns. */
  public static List<Feature> in(String... columns) {
    List<String> names = List.of(columns);
    return Arrays.stream(values()).filter(feature -> names.contains(feature.key())).toList();
  }

  public static Optional<Feature> of(String key) {
    return Arrays.stream(values()).filter(feature -> feature.key().equals(key)).findAny();
  }

  public FeatureGroup group() {
    return group;
  }

  public FeatureKind kind() {
    return kind;
  }

  public String meaning() {
    return meaning;
  }

  /** The feature's column in tables and its key under {@code spatial} in metrics.json. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null for a grey image's colour. */
  @Nullable Double of(ImageSums sums) {
    double found = value.applyAsDouble(sums);
    return Double.isNaN(found) ? null : (Double) found;
  }
}
