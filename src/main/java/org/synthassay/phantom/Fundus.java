package org.synthassay.phantom;

import java.util.SplittableRandom;
import org.synthassay.phantom.Canvas.Oval;

/** A drawing like a fundus photograph: disc of retina, optic disc, macula, vessels, lesions. */
final class Fundus {
  private Fundus() {}

  /**
   * @param finding {@code healthy}, {@code drusen} or {@code haemorrhage}
   * @param body what the patient's pictures share
   * @param view what differs from picture to picture
   */
  static Canvas draw(String finding, SplittableRandom body, SplittableRandom view) {
    double x = 128 + view.nextDouble(-5, 5);
    double y = 128 + view.nextDouble(-5, 5);
    int side = view.nextBoolean() ? 1 : -1;
    double tint = body.nextDouble(0.85, 1.15);
    Canvas canvas = Canvas.of(4, 3, 3);
    canvas.fill(new Oval(x, y, 118, 118), 3, 168 * tint, 82 * tint, 40);
    canvas.fill(new Oval(x, y, 90, 90), 90, 30, 16, 6);
    double[] disc = {x + side * 52, y + body.nextDouble(-8, 8)};
    vessels(canvas, disc, side, body);
    canvas.fill(new Oval(disc[0], disc[1], 17, 20), 4, 60, 80, 50);
    canvas.fill(new Oval(disc[0], disc[1], 8, body.nextDouble(7, 12)), 4, 10, 30, 40);
    canvas.fill(new Oval(x - side * 22, y + 4, 22, 20), 20, -46, -34, -14);
    lesions(canvas, finding, new double[] {x, y}, body);
    return canvas.exposed(view.nextDouble(0.92, 1.08), view.nextDouble(2, 3.5), view);
  }

  private static void vessels(Canvas canvas, double[] disc, int side, SplittableRandom body) {
    for (int up = -1; up <= 1; up += 2) {
      for (int i = 0; i < 4; i++) {
        double heading = Math.toRadians(body.nextDouble(15, 110));
        branch(canvas, disc, new double[] {-side * heading, up, 5.5 - i * 0.7}, body, 3);
      }
    }
  }

  /** A vessel that bends as it goes and forks; {@code way} is heading, up or down, width. */
  private static void branch(
      Canvas canvas, double[] from, double[] way, SplittableRandom body, int forks) {
    double heading = way[0];
    double[] at = from;
    for (int step = 0; step < 7; step++) {
      double[] to = {
        at[0] + 9 * Math.sin(heading), at[1] + way[1] * 9 * Math.abs(Math.cos(heading))
      };
      double depth = 1 + way[2] / 4;
      canvas.line(at, to, way[2], -30 * depth, -26 * depth, -8);
      at = to;
      heading += body.nextDouble(-0.18, 0.18);
      if (forks > 0 && step == 3) {
        double fork = heading + body.nextDouble(-0.9, 0.9);
        branch(canvas, at, new double[] {fork, way[1], way[2] * 0.65}, body, forks - 1);
      }
    }
  }

  private static void lesions(
      Canvas canvas, String finding, double[] centre, SplittableRandom body) {
    if (finding.equals("healthy")) {
      return;
    }
    boolean drusen = finding.equals("drusen");
    for (int i = 0; i < (drusen ? 40 : 14); i++) {
      double reach = drusen ? 46 : 80;
      double x = centre[0] + body.nextDouble(-reach, reach);
      double y = centre[1] + body.nextDouble(-reach, reach);
      double size = drusen ? body.nextDouble(1.5, 3.5) : body.nextDouble(3, 8);
      Oval spot = new Oval(x, y, size, size * body.nextDouble(0.7, 1.2));
      if (drusen) {
        canvas.fill(spot, 2, 36, 46, 16);
      } else {
        canvas.fill(spot, 3, -70, -50, -20);
      }
    }
  }
}
