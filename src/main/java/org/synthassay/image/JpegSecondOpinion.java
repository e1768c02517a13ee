package org.synthassay.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.synthassay.image.Rejected.Reason;

/**
 * The JDK's JPEG reader, asked where a scan may have ended early: libjpeg pads what is missing with
 * mid grey and goes on, and this reader passes on the warnings that it gives. It takes nearly as
 * long as decoding does.
 */
final class JpegSecondOpinion {
  /** What is read of the picture: a pixel in so many, as all of it would take memory. */
  private static final int APART = 64;

  private JpegSecondOpinion() {}

  /** Fails where a scan is not whole. */
  static void check(ByteBuffer file) {
    byte[] bytes = new byte[file.limit()];
    file.get(0, bytes);
    List<String> warnings = new ArrayList<>();
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(APART, APART, 0, 0);
      reader.readRaster(0, param);
    } catch (IOException | RuntimeException e) {
      if (!isUnknown(e)) {
        throw new RejectedException(
            Reason.UNDECODABLE, "JPEG has damaged image data: " + e.getMessage());
      }
    } finally {
      reader.dispose();
    }
    if (!warnings.isEmpty()) {
      throw new RejectedException(
          Reason.TRUNCATED, "JPEG has a scan that is not whole: " + warnings.get(0));
    }
  }

  /** Arithmetic coding, and frames of motion JPEG, which leave out the standard's own tables. */
  private static boolean isUnknown(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Unsupported JPEG process") || message.contains("Huffman table");
  }
}
