package org.synthassay.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each spatial feature means to a reader. */
enum Feature {
  CFI(Group.COLOUR, "colourfulness"),
  BIQ(Group.SHARPNESS, "sharpness (Brenner)"),
  TIQ(Group.SHARPNESS, "sharpness (Tenengrad)"),
  LIQ(Group.SHARPNESS, "sharpness (Laplacian)"),
  ASM(Group.TEXTURE, "texture uniformity"),
  CON(Group.TEXTURE, "texture contrast"),
  ENT(Group.TEXTURE, "texture entropy, bits"),
  IDM(Group.TEXTURE, "texture smoothness");

  /** Features that mean the same kind of difference, and what it is called by its direction. */
  enum Group {
    COLOUR("are less colourful than", "are more colourful than"),
    SHARPNESS("are blurrier than", "are sharper or noisier than"),
    /** Higher means something else for each of them. */
    TEXTURE("differ in texture from");

    private final List<String> words;

    Group(String... words) {
      this.words = List.of(words);
    }

    /** Directions told apart: −1 and 1, or 0 for both at once. */
    List<Integer> signs() {
      return words.size() == 1 ? List.of(0) : List.of(-1, 1);
    }

    String words(int sign) {
      return words.get(sign == 1 ? 1 : 0);
    }
  }

  private final Group group;
  private final String meaning;

  Feature(Group group, String meaning) {
    this.group = group;
    this.meaning = meaning;
  }

  Group group() {
    return group;
  }

  /** The feature's key under {@code spatial} in metrics.json. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code BIQ, sharpness (Brenner)}; a feature not known here keeps its key. */
  static String title(String key) {
    Optional<Feature> feature = Arrays.stream(values()).filter(f -> f.key().equals(key)).findAny();
    return feature.map(f -> f.name() + ", " + f.meaning).orElse(key.toUpperCase(Locale.ROOT));
  }
}
