package org.synthassay.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.synthassay.image.Rejected.Reason;

/** JPEG lossless (process 14), grey, up to 16 bits, by TwelveMonkeys' reader. */
final class DicomLossless {
  private static final int START_OF_FRAME = 0xC3;
  private static final JPEGImageReaderSpi READERS = new JPEGImageReaderSpi();

  static {
    // Registration is how it finds the JDK's own JPEG reader, which it cannot do without.
    IIORegistry.getDefaultInstance().registerServiceProvider(READERS);
  }

  private DicomLossless() {}

  /** Samples as the encoder had them, little endian, {@code allocated} bits each. */
  static ByteBuffer decode(byte[] jpeg, DicomImage image) {
    checkFrame(jpeg, image);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      ImageReader reader = READERS.createReaderInstance(null);
      try {
        reader.setInput(in, true, true);
        return samples(reader.read(0).getRaster(), image);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new RejectedException(
          Reason.UNDECODABLE, "has a damaged JPEG lossless frame: " + e.getMessage());
    }
  }

  /** The reader takes memory for what the frame claims: that must be what was judged. */
  private static void checkFrame(byte[] jpeg, DicomImage image) {
    ByteBuffer in = ByteBuffer.wrap(jpeg);
    if ((in.getShort() & 0xffff) != 0xFFD8) {
      throw new RejectedException(Reason.UNDECODABLE, "has a frame that is no JPEG");
    }
    int marker = in.getShort() & 0xffff;
    while (marker != 0xFF00 + START_OF_FRAME) {
      if (marker < 0xFFC0 || marker == 0xFFD9 || marker == 0xFFDA) {
        throw new RejectedException(Reason.UNDECODABLE, "has a JPEG frame that is not lossless");
      }
      in.position(in.position() + (in.getShort(in.position()) & 0xffff));
      marker = in.getShort() & 0xffff;
    }
    in.getShort();
    int precision = in.get();
    int rows = in.getShort() & 0xffff;
    int columns = in.getShort() & 0xffff;
    int components = in.get();
    if (rows != image.rows()
        || columns != image.columns()
        || components != 1
        || !image.isGrey()
        || precision > image.allocated()) {
      String what = "has a JPEG lossless frame of %d×%d×%d at %d bits, and claims %d×%d×%d at %d";
      throw new RejectedException(
          Reason.UNSUPPORTED_FORMAT,
          what.formatted(
              columns,
              rows,
              components,
              precision,
              image.columns(),
              image.rows(),
              image.samples(),
              image.allocated()));
    }
  }

  private static ByteBuffer samples(Raster raster, DicomImage image) {
    ByteBuffer frame =
        ByteBuffer.allocate(Math.toIntExact(image.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    int[] row = new int[image.columns()];
    for (int y = 0; y < image.rows(); y++) {
      for (int sample : raster.getSamples(0, y, image.columns(), 1, 0, row)) {
        if (image.allocated() == 8) {
          frame.put((byte) sample);
        } else {
          frame.putShort((short) sample);
        }
      }
    }
    return frame.flip();
  }
}
