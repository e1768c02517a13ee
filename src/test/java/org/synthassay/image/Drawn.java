package org.synthassay.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** Images that tests draw, encoded by the JDK's own codecs, and the pixels that came back. */
final class Drawn {
  static final Limits LIMITS = new Limits(1_000_000, 10_000_000);

  private Drawn() {}

  /** A gradient with texture; channel c of pixel (x, y) differs from its neighbours. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int r = (x * 7 + y * 3 + x * y % 11) & 0xff;
        int g = (x * 2 + y * 5 + x * y % 7) & 0xff;
        int b = (x + y * 11 + x * y % 5) & 0xff;
        image.setRGB(x, y, 0xff000000 | r << 16 | g << 8 | b);
      }
    }
    return image;
  }

  static BufferedImage grey(int width, int height) {
    return picture(width, height, BufferedImage.TYPE_BYTE_GRAY);
  }

  static BufferedImage colour(int width, int height) {
    return picture(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("the JDK writes no such image as " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A TIFF packed by the JDK's writer: {@code LZW}, {@code Deflate}, {@code PackBits}. */
  static byte[] tiff(BufferedImage image, String compression) {
    return written(image, "tiff", compression);
  }

  static byte[] progressiveJpeg(BufferedImage image) {
    return written(image, "jpeg", "progressive");
  }

  private static byte[] written(BufferedImage image, String format, String mode) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (mode.equals("progressive")) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      } else {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(mode);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  static byte[] animatedGif(int frames) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        BufferedImage frame = picture(20 + i, 20, BufferedImage.TYPE_BYTE_INDEXED);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Levels row by row, channels in OpenCV's order B, G, R. */
  static int[] levels(Pixels pixels) {
    Mat mat = pixels.mat();
    byte[] row = new byte[mat.cols() * mat.channels()];
    int[] levels = new int[mat.rows() * row.length];
    for (int y = 0; y < mat.rows(); y++) {
      mat.ptr(y).get(row);
      for (int i = 0; i < row.length; i++) {
        levels[y * row.length + i] = row[i] & 0xff;
      }
    }
    return levels;
  }

  /** The levels that an image of the JDK holds, in the same order. */
  static int[] levels(BufferedImage image, int channels) {
    int[] levels = new int[image.getWidth() * image.getHeight() * channels];
    for (int y = 0, i = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (channels == 1) {
          levels[i++] = image.getRaster().getSample(x, y, 0);
        } else {
          int rgb = image.getRGB(x, y);
          levels[i++] = rgb & 0xff;
          levels[i++] = rgb >> 8 & 0xff;
          levels[i++] = rgb >> 16 & 0xff;
        }
      }
    }
    return levels;
  }

  static Pixels decoded(byte[] encoded) {
    Decoded decoded = ImageDecoder.decode(encoded, LIMITS);
    if (decoded instanceof Rejected rejected) {
      throw new AssertionError(rejected.toString());
    }
    return (Pixels) decoded;
  }

  /** Decoded levels, the native memory freed. */
  static int[] decodedLevels(byte[] encoded) {
    try (Pixels pixels = decoded(encoded)) {
      return levels(pixels);
    }
  }

  static Rejected rejected(byte[] encoded) {
    Decoded decoded = ImageDecoder.decode(encoded, LIMITS);
    if (decoded instanceof Pixels pixels) {
      pixels.close();
      throw new AssertionError("decoded to " + pixels.format());
    }
    return (Rejected) decoded;
  }
}
