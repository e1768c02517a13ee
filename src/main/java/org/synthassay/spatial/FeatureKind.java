package org.synthassay.spatial;

import java.util.List;

/** Features that mean the same kind of difference, and what it is called by its direction. */
public enum FeatureKind {
  COLOURFULNESS("are less colourful than", "are more colourful than"),
  SHARPNESS("are blurrier than", "are sharper or noisier than"),
  /** Higher means something else for each of them. */
  TEXTURE("differ in texture from"),
  BRIGHTNESS("are darker than", "are brighter than"),
  LEVELS("differ in their grey levels from"),
  HUES("differ in their colours from");

  private final List<String> words;

  FeatureKind(String... words) {
    this.words = List.of(words);
  }

  /** Directions told apart: −1 and 1, or 0 for both at once. */
  public List<Integer> signs() {
    return words.size() == 1 ? List.of(0) : List.of(-1, 1);
  }

  public String words(int sign) {
    return words.get(sign == 1 ? 1 : 0);
  }
}
