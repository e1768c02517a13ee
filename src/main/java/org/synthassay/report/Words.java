package org.synthassay.report;

/** The rules that turn a score into a word; the page prints them under its verdict. */
final class Words {
  /** A label is poorly covered from a quarter below the others, if by this many standard errors. */
  static final double COVERAGE_GAP = 0.25;

  static final double STANDARD_ERRORS = 3;

  static final String RULES =
      "Of precision and recall, "
          + Scale.REALISM.rules("reads as", "as ")
          + ". Balanced accuracy of the better classifier: "
          + Scale.SEPARABILITY.rules("is told apart", "")
          + ". Cliff's delta: "
          + Scale.EFFECT.rules("is", "")
          + "; positive where"
          + " synthetic values are larger. A label is poorly covered when its share is a quarter"
          + " below that of the others, by more than "
          + Numbers.plain(STANDARD_ERRORS)
          + " standard errors. An exact copy has distance 0 to a real image, a near copy less than"
          + " half that image's distance to its k-th real neighbour. These are conventions, not"
          + " findings about patients; how alike images are is judged by the embedding model"
          + " alone.";

  private Words() {}

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
    return Scale.EFFECT.of(Math.abs(cliffsDelta)).word();
  }
}
