package org.synthassay.report;

import java.util.List;
import org.synthassay.math.Compared;

/** Figure 1: some real images above some synthetic ones. */
final class SampleFigure {
  private SampleFigure() {}

  static Html of(Compared<List<Thumbnail>> samples) {
    Compared<List<Thumbnail>> shown =
        samples.map(set -> set.stream().filter(image -> image.png() != null).toList());
    if (shown.real().isEmpty() && shown.synthetic().isEmpty()) {
      return Html.NONE;
    }
    return Html.of(
        """
        <section><h2>Figure 1. Real images above, synthetic images below</h2>
        <p>Drawn by lot with the audit's seed, not picked.</p>
        {}{}</section>
        """,
        grid("Real", "real", shown.real()),
        grid("Synthetic", "synthetic", shown.synthetic()));
  }

  private static Html grid(String title, String set, List<Thumbnail> images) {
    return Html.of(
        "<h3 class=\"{}\">{}</h3>\n<div class=\"grid\">\n{}</div>\n",
        set,
        title,
        images.stream().map(image -> figure(set + " image", image)).toList());
  }

  private static Html figure(String role, Thumbnail image) {
    return Html.of(
        "<figure>{}<figcaption>{}{}</figcaption></figure>\n",
        image.image(role),
        label(image),
        image.id());
  }

  private static Html label(Thumbnail image) {
    String label = image.label();
    return label == null ? Html.NONE : Html.of("<strong>{}</strong><br>", label);
  }
}
