package org.synthassay.phantom;

import java.util.SplittableRandom;
import org.synthassay.phantom.Canvas.Oval;

/** A drawing like a frontal chest radiograph: soft tissue, lungs, heart, spine, ribs, diaphragm. */
final class Radiograph {
  private Radiograph() {}

  /**
   * @param finding {@code normal}, {@code effusion} or {@code cardiomegaly}
   * @param body what the patient's pictures share
   * @param view what differs from picture to picture
   */
  static Canvas draw(String finding, SplittableRandom body, SplittableRandom view) {
    double x = 128 + view.nextDouble(-6, 6);
    double y = 132 + view.nextDouble(-6, 6);
    double width = body.nextDouble(0.88, 1.12);
    double height = body.nextDouble(0.9, 1.1);
    Canvas canvas = Canvas.of(16);
    canvas.fill(new Oval(x, y + 20, 112 * width, 150 * height), 16, 128);
    canvas.fill(new Oval(x, y - 120, 30 * width, 40), 12, 20);
    lungs(canvas, new double[] {x, y, width, height}, body);
    heart(canvas, new double[] {x, y, width}, finding, body);
    bones(canvas, new double[] {x, y, width, height}, body);
    if (finding.equals("effusion")) {
      effusion(canvas, new double[] {x, y, width, height}, body);
    }
    return canvas.exposed(view.nextDouble(0.9, 1.1), view.nextDouble(3.5, 5), view);
  }

  private static void lungs(Canvas canvas, double[] at, SplittableRandom body) {
    double air = -body.nextDouble(72, 92);
    double lean = body.nextDouble(3, 9);
    for (int side = -1; side <= 1; side += 2) {
      double rx = 38 * at[2] * body.nextDouble(0.94, 1.06);
      double ry = 78 * at[3] * body.nextDouble(0.95, 1.05);
      canvas.fill(new Oval(at[0] + side * 48 * at[2], at[1] - 6, rx, ry, side * lean), 9, air);
      vessels(canvas, at[0] + side * 24 * at[2], at[1], side, body);
    }
  }

  private static void vessels(Canvas canvas, double x, double y, int side, SplittableRandom body) {
    for (int i = 0; i < 7; i++) {
      double angle = Math.toRadians(body.nextDouble(-70, 70));
      double length = body.nextDouble(24, 52);
      double[] from = {x, y + body.nextDouble(-12, 12)};
      double[] to = {x + side * length * Math.cos(angle), from[1] + length * Math.sin(angle)};
      canvas.line(from, to, body.nextDouble(1.5, 3.5), body.nextDouble(10, 20));
    }
  }

  private static void heart(Canvas canvas, double[] at, String finding, SplittableRandom body) {
    double size = body.nextDouble(0.92, 1.08) * (finding.equals("cardiomegaly") ? 1.5 : 1);
    canvas.fill(
        new Oval(
            at[0] + 16 * at[2] * size, at[1] + 34, 36 * at[2] * size, 42 * Math.sqrt(size), 35),
        7,
        body.nextDouble(46, 60));
    canvas.fill(new Oval(at[0] - 2, at[1] - 30, 17 * at[2], 48), 8, 34);
  }

  private static void bones(Canvas canvas, double[] at, SplittableRandom body) {
    canvas.fill(new Oval(at[0], at[1] + 10, 9, 150), 5, body.nextDouble(20, 32));
    double gap = body.nextDouble(17, 20) * at[3];
    double bend = body.nextDouble(18, 28);
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 8; i++) {
        double y = at[1] - 66 * at[3] + i * gap;
        Oval rib = new Oval(at[0] + side * 46 * at[2], y + bend, 46 * at[2], bend, side * 8);
        canvas.arc(rib, 4.5, -1, 20);
      }
      double[] inner = {at[0] + side * 8, at[1] - 76};
      double[] outer = {at[0] + side * 84 * at[2], at[1] - 92 + body.nextDouble(-5, 5)};
      canvas.line(inner, outer, 6, 26);
      double dome = at[1] + (side < 0 ? 84 : 90) * at[3];
      canvas.fill(new Oval(at[0] + side * 52 * at[2], dome + 34, 56 * at[2], 42), 5, 52);
    }
  }

  private static void effusion(Canvas canvas, double[] at, SplittableRandom body) {
    int side = body.nextBoolean() ? 1 : -1;
    double level = body.nextDouble(26, 52);
    double x = at[0] + side * 54 * at[2];
    canvas.fill(new Oval(x, at[1] + 86 * at[3], 40 * at[2], level, side * -14), 10, 62);
  }
}
