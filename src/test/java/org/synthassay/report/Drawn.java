package org.synthassay.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small chest-like drawings for the sample reports. */
final class Drawn {
  private static final int SIDE = 96;

  private Drawn() {}

  static byte[] chest(long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    oval(pen, 150 + random.nextInt(30), 48, 54, 40 + random.nextInt(6), 46);
    double lung = 12 + random.nextInt(5);
    double height = 24 + random.nextInt(8);
    oval(pen, 40 + random.nextInt(30), 30, 48, lung, height);
    oval(pen, 40 + random.nextInt(30), 66, 48, lung, height);
    oval(pen, 200, 52, 62, 10 + random.nextInt(6), 12);
    for (int rib = 0; rib < 6; rib++) {
      pen.setColor(new Color(255, 255, 255, 40));
      pen.drawArc(14, 18 + rib * 11, 34, 16, 20, 140);
      pen.drawArc(48, 18 + rib * 11, 34, 16, 20, 140);
    }
    pen.dispose();
    return png(image);
  }

  private static void oval(Graphics2D pen, int grey, double x, double y, double rx, double ry) {
    pen.setColor(new Color(grey, grey, grey));
    pen.fill(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a drawing cannot be written", e);
    }
    return bytes.toByteArray();
  }
}
