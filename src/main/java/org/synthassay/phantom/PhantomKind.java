package org.synthassay.phantom;

import java.util.List;
import java.util.SplittableRandom;

/** What can be drawn, and its classes. */
public enum PhantomKind {
  RADIOGRAPH(Radiograph::draw, "normal", "effusion", "cardiomegaly"),
  FUNDUS(Fundus::draw, "healthy", "drusen", "haemorrhage"),
  TISSUE(Tissue::draw, "stroma", "gland", "tumour");

  private final Drawing drawing;
  private final List<String> classes;

  PhantomKind(Drawing drawing, String... classes) {
    this.drawing = drawing;
    this.classes = List.of(classes);
  }

  /** How one kind is drawn. */
  private interface Drawing {
    Canvas draw(String finding, SplittableRandom body, SplittableRandom view);
  }

  public List<String> classes() {
    return classes;
  }

  /** One picture of a patient; the same numbers draw the same picture. */
  Canvas draw(String finding, long patient, int view) {
    if (!classes.contains(finding)) {
      throw new IllegalArgumentException(
          name() + " has the classes " + classes + ", got " + finding);
    }
    return drawing.draw(
        finding,
        new SplittableRandom(patient),
        new SplittableRandom(patient ^ (view + 1) * 0x9e3779b97f4a7c15L));
  }
}
