package org.synthassay.report;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** The rows of table I: a score, which way is good, and what it says to a reader. */
enum Score {
  PRECISION(
      Kind.NEIGHBOURS,
      Numbers::share,
      "higher",
      "Realism: share of synthetic images that lie among the real ones."),
  RECALL(
      Kind.NEIGHBOURS,
      Numbers::share,
      "higher",
      "Variety: share of real images that lie among the synthetic ones."),
  DENSITY(
      Kind.NEIGHBOURS,
      Numbers::share,
      "near 1",
      "How deep synthetic images lie among the real ones: 1 when both sets are alike,"
          + " more when they crowd around typical ones."),
  COVERAGE(
      Kind.NEIGHBOURS,
      Numbers::share,
      "near expected",
      "Share of real images with a synthetic one nearby;"
          + " below its expectation, part of the real variety is missed."),
  REALISM_MEDIAN(
      Kind.NEIGHBOURS,
      Numbers::significant,
      "above 1",
      "How realistic the middle synthetic image is; 1 is the border of the real set."),
  AUTHENTICITY(
      Kind.NEIGHBOURS,
      Numbers::share,
      "as held-out real",
      "Share of synthetic images no closer to a real one than its own nearest real"
          + " neighbour is; low when real images were memorised."),
  EXACT_COPIES(
      Kind.NEIGHBOURS, Numbers::count, "0", "Synthetic images at distance 0 from a real one."),
  CLOSE_COPIES(
      Kind.NEIGHBOURS,
      Numbers::count,
      "0",
      "Synthetic images far closer to a real one than its real neighbours are."),
  FID(
      Kind.DISTANCE,
      Numbers::significant,
      "lower",
      "Distance between the two clouds of images;"
          + " comparable only at the same number of images and with the same model."),
  FID_INFINITY(
      Kind.DISTANCE,
      Numbers::significant,
      "lower",
      "FID as it would be with endlessly many images."),
  KID(
      Kind.DISTANCE,
      Numbers::significant,
      "near 0",
      "A distance like FID that few images do not bias;"
          + " slightly negative values occur when both sets are alike.");

  /** Whether a score depends on the neighbours' radii, and so on groups. */
  enum Kind {
    NEIGHBOURS,
    DISTANCE
  }

  private final Kind kind;
  private final DoubleFunction<String> format;
  private final String better;
  private final String meaning;

  Score(Kind kind, DoubleFunction<String> format, String better, String meaning) {
    this.kind = kind;
    this.format = format;
    this.better = better;
    this.meaning = meaning;
  }

  Kind kind() {
    return kind;
  }

  /** Its key inside {@code manifold}, {@code group_aware} or {@code distance}. */
  String key() {
    return switch (this) {
      case EXACT_COPIES -> "copies.exact";
      case CLOSE_COPIES -> "copies.close";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  String title() {
    return switch (this) {
      case FID, KID -> name();
      case FID_INFINITY -> "FID∞";
      case REALISM_MEDIAN -> "Realism, median";
      default -> {
        String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        yield words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
      }
    };
  }

  String format(double value) {
    return format.apply(value);
  }

  String better() {
    return better;
  }

  String meaning() {
    return meaning;
  }
}
