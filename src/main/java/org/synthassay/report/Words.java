package org.synthassay.report;

/** The rules that turn a score into a word; the page prints them under its verdict. */
final class Words {
  /** Cliff's delta from which an effect is medium, and so a fault (Romano et al. 2006). */
  static final double MEDIUM = 0.33;

  /** A label is poorly covered from a quarter below the others, if by this many standard errors. */
  static final double COVERAGE_GAP = 0.25;

  static final double STANDARD_ERRORS = 3;

  private static final double SMALL = 0.147;
  private static final double LARGE = 0.474;

  static final String RULES =
      "Of precision and recall, 0.95 and more reads as nearly all, 0.6 as most, 0.4 as about half,"
          + " 0.1 as a minority, less as almost none. Balanced accuracy of the better classifier:"
          + " 0.9 and more is told apart easily, 0.7 often, 0.55 a little, less hardly at all."
          + " Cliff's delta: 0.147 and more is small, 0.33 medium, 0.474 large; positive where"
          + " synthetic values are larger. A label is poorly covered when its share is a quarter"
          + " below that of the others, by more than 3 standard errors. An exact copy has distance"
          + " 0 to a real image, a near copy less than half that image's distance to its k-th real"
          + " neighbour. These are conventions, not findings about patients; how alike images are"
          + " is judged by the embedding model alone.";

  private Words() {}

  /** What so many of the synthetic images do. */
  static String realism(double precision) {
    if (precision >= 0.95) {
      return "nearly all synthetic images look like real ones";
    } else if (precision >= 0.6) {
      return "most synthetic images look like real ones";
    } else if (precision >= 0.4) {
      return "about half of the synthetic images look like real ones";
    }
    return precision >= 0.1
        ? "only a minority of the synthetic images look like real ones"
        : "almost none of the synthetic images look like real ones";
  }

  /** What the synthetic set does with the real variety. */
  static String variety(double recall) {
    if (recall >= 0.95) {
      return "they cover nearly all of the real variety";
    } else if (recall >= 0.6) {
      return "they cover most of the real variety";
    } else if (recall >= 0.4) {
      return "they cover about half of the real variety";
    }
    return recall >= 0.1
        ? "they miss most of the real variety"
        : "they show almost none of the real variety";
  }

  /** What a classifier of this balanced accuracy (0.5 is chance) does. */
  static String separability(double balancedAccuracy) {
    if (balancedAccuracy >= 0.9) {
      return "a classifier on image features tells them apart easily";
    } else if (balancedAccuracy >= 0.7) {
      return "a classifier on image features often tells them apart";
    }
    return balancedAccuracy >= 0.55
        ? "a classifier on image features tells them apart a little better than chance"
        : "a classifier on image features can hardly tell them apart";
  }

  static String copies(double images) {
    if (images == 0) {
      return "no copy or near copy of a real image was found";
    }
    return Numbers.images(images)
        + (images == 1
            ? " is a copy or near copy of a real image"
            : " are copies or near copies of real images");
  }

  static String effect(double cliffsDelta) {
    double size = Math.abs(cliffsDelta);
    if (size >= LARGE) {
      return "large";
    } else if (size >= MEDIUM) {
      return "medium";
    }
    return size >= SMALL ? "small" : "negligible";
  }
}
