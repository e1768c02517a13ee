package org.synthassay.report;

/** How a score of synthetic halves stands to that of real halves among themselves. */
enum Standing {
  AS_REAL(
      "synthetic images are as realistic as real images are to each other",
      "they cover the real variety as well as real images do",
      Answer.Tone.GOOD),
  ABOVE(
      "synthetic images lie closer to typical real ones than real images do",
      "they spread wider than real images do",
      Answer.Tone.MIXED),
  ALMOST(
      "synthetic images are almost as realistic as real images are to each other",
      "they cover the real variety almost as well as real images do",
      Answer.Tone.GOOD),
  LESS(
      "synthetic images are less realistic than real images are to each other",
      "they cover less of the real variety than real images do",
      Answer.Tone.MIXED),
  FAR_LESS(
      "synthetic images are far less realistic than real images are to each other",
      "they miss most of the variety that real images cover",
      Answer.Tone.POOR),
  UNDECIDED(
      "whether synthetic images are as realistic as real ones cannot be said from so few images",
      "whether they cover the real variety cannot be said from so few images",
      Answer.Tone.MIXED),
  ABOVE_FLOOR(
      "real images hardly find each other here, and synthetic ones find them: they lie as near as"
          + " pictures of the same patient or slide would",
      "real images hardly find each other here, and synthetic ones reach them: they lie as near as"
          + " pictures of the same patient or slide would",
      Answer.Tone.POOR),
  AT_FLOOR(
      "real images hardly find each other here, so realism cannot be said",
      "real images hardly find each other here, so variety cannot be said",
      Answer.Tone.MIXED);

  static final String RULES =
      "Where halves were compared, the ratio of synthetic to real halves decides: as real where its"
          + " 95 % interval reaches 1 from 0.75 or more, above where all of it is higher than 1,"
          + " almost from 0.9, less from 0.5, far less below; cannot be said where the interval is"
          + " wider. Where real halves reach less than 0.05 among themselves there is no ratio: all"
          + " that can be said is whether synthetic halves lie above them, their intervals apart.";

  private final String realism;
  private final String variety;
  private final Answer.Tone tone;

  Standing(String realism, String variety, Answer.Tone tone) {
    this.realism = realism;
    this.variety = variety;
    this.tone = tone;
  }

  static Standing of(double ratio, double low, double high) {
    if (low > 1) {
      return ABOVE;
    } else if (high >= 1) {
      return low >= 0.75 ? AS_REAL : UNDECIDED;
    } else if (ratio >= 0.9) {
      return ALMOST;
    }
    return ratio >= 0.5 ? LESS : FAR_LESS;
  }

  String realism() {
    return realism;
  }

  String variety() {
    return variety;
  }

  Answer.Tone tone() {
    return tone;
  }
}
