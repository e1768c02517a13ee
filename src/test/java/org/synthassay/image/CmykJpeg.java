package org.synthassay.image;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A four-component JPEG of one flat colour, as Adobe's programs write them (ink inverted). */
final class CmykJpeg {
  private CmykJpeg() {}

  static byte[] of(int width, int height, int... levels) {
    WritableRaster raster =
        Raster.createWritableRaster(
            new BandedSampleModel(DataBuffer.TYPE_BYTE, width, height, 4), null);
    for (int band = 0; band < 4; band++) {
      for (int i = 0; i < width * height; i++) {
        raster.setSample(i % width, i / width, band, levels[band]);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
