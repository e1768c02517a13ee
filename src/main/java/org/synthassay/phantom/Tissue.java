package org.synthassay.phantom;

import java.util.SplittableRandom;
import org.synthassay.phantom.Canvas.Oval;

/**
 * A drawing like a stained tissue section (H&amp;E): pink ground, fibres, glands, purple nuclei.
 */
final class Tissue {
  private Tissue() {}

  /**
   * @param finding {@code stroma}, {@code gland} or {@code tumour}
   * @param body what the patient's pictures share
   * @param view what differs from picture to picture
   */
  static Canvas draw(String finding, SplittableRandom body, SplittableRandom view) {
    double stain = body.nextDouble(0.85, 1.15);
    Canvas canvas = Canvas.of(236, 190, 214);
    for (int i = 0; i < 60; i++) {
      double[] from = {view.nextDouble(Canvas.SIDE), view.nextDouble(Canvas.SIDE)};
      double angle = body.nextDouble(-0.5, 0.5);
      double length = view.nextDouble(30, 80);
      double[] to = {from[0] + length * Math.cos(angle), from[1] + length * Math.sin(angle)};
      canvas.line(from, to, view.nextDouble(2, 6), -10 * stain, -26 * stain, -12 * stain);
    }
    if (finding.equals("gland")) {
      glands(canvas, stain, view);
    }
    int nuclei = finding.equals("tumour") ? 260 : finding.equals("gland") ? 60 : 45;
    double size = finding.equals("tumour") ? 5.5 : 3.8;
    for (int i = 0; i < nuclei; i++) {
      double x = view.nextDouble(Canvas.SIDE);
      double y = view.nextDouble(Canvas.SIDE);
      nucleus(canvas, new double[] {x, y, size}, stain, view);
    }
    return canvas.exposed(view.nextDouble(0.94, 1.04), view.nextDouble(2, 4), view);
  }

  private static void glands(Canvas canvas, double stain, SplittableRandom view) {
    for (int i = 0; i < 5; i++) {
      double x = view.nextDouble(30, Canvas.SIDE - 30);
      double y = view.nextDouble(30, Canvas.SIDE - 30);
      double r = view.nextDouble(18, 34);
      canvas.fill(new Oval(x, y, r, r * view.nextDouble(0.7, 1.2)), 4, 12, 44, 24);
      for (double angle = 0; angle < 2 * Math.PI; angle += 5.5 / r) {
        double[] at = {x + r * Math.cos(angle), y + r * Math.sin(angle), 3.6};
        nucleus(canvas, at, stain, view);
      }
    }
  }

  private static void nucleus(Canvas canvas, double[] at, double stain, SplittableRandom view) {
    double size = at[2] * view.nextDouble(0.75, 1.35);
    Oval oval =
        new Oval(at[0], at[1], size, size * view.nextDouble(0.6, 1), view.nextDouble(0, 180));
    canvas.fill(oval, 1.5, -120 * stain, -110 * stain, -64 * stain);
  }
}
