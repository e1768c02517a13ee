package org.synthassay.report;

import java.util.List;

/**
 * The closest synthetic and real images, side by side: copies, if there are any, are among them.
 */
final class PairFigure {
  private PairFigure() {}

  static Html of(List<NearestPair> pairs) {
    if (pairs.isEmpty()) {
      return Html.NONE;
    }
    boolean pictured =
        pairs.stream().anyMatch(p -> p.synthetic().png() != null && p.real().png() != null);
    return Html.of(
        """
        <section><h2>Closest pairs</h2>
        <p>The synthetic images nearest to a real one, closest first, each beside that real image. \
        A near copy is closer than half the real image's distance to its k-th real neighbour \
        (its radius).</p>
        {}</section>
        """,
        pictured
            ? Html.of(
                "<div class=\"pairs\">\n{}</div>\n",
                pairs.stream().map(PairFigure::figure).toList())
            : table(pairs));
  }

  private static Html figure(NearestPair pair) {
    return Html.of(
        """
        <figure><p><strong>{}</strong><br>distance {}{}</p>
        <div>{}{}</div>
        </figure>
        """,
        pair.kind(),
        Numbers.significant(pair.distance()),
        radius(pair).isEmpty() ? "" : ", radius " + radius(pair),
        half("synthetic", "synthetic image", pair.synthetic()),
        half("real", "nearest real image", pair.real()));
  }

  private static Html half(String set, String role, Thumbnail image) {
    return Html.of(
        "<div>{}<figcaption><span class=\"{}\">{}</span><br>{}</figcaption></div>",
        image.image(role),
        set,
        set,
        image.id());
  }

  private static Html table(List<NearestPair> pairs) {
    return Table.of(
        "Closest pairs",
        List.of("Synthetic image", "Nearest real image", "Kind", "Distance", "Radius"),
        pairs.stream()
            .map(
                pair ->
                    List.of(
                        pair.synthetic().id(),
                        pair.real().id(),
                        pair.kind(),
                        Numbers.significant(pair.distance()),
                        radius(pair)))
            .toList());
  }

  private static String radius(NearestPair pair) {
    Double radius = pair.radius();
    return radius == null ? "" : Numbers.significant(radius);
  }
}
