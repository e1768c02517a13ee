package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GifPixelsTest {
  private static final int BITS = 8;

  @ParameterizedTest
  @CsvSource({"300,200,false", "300,200,true", "3,3,true", "7,5,true", "1,1,false"})
  void noiseThatFillsTheDictionaryComesBackWhole(int width, int height, boolean interlaced)
      throws IOException {
    BufferedImage noise = noise(width, height, -1);
    try (Pixels pixels = Drawn.decoded(gif(noise, interlaced))) {
      assertThat(Drawn.levels(pixels)).isEqualTo(Drawn.levels(noise, 3));
    }
  }

  @Test
  void transparentPixelsAreBlack() throws IOException {
    BufferedImage noise = noise(40, 30, 5);
    try (Pixels pixels = Drawn.decoded(gif(noise, false))) {
      int[] expected =
          IntStream.range(0, 40 * 30)
              .map(i -> noise.getRaster().getSample(i % 40, i / 40, 0))
              .flatMap(index -> IntStream.of(level(index, 2), level(index, 1), level(index, 0)))
              .toArray();
      assertThat(Drawn.levels(pixels)).isEqualTo(expected);
      assertThat(pixels.format().alpha()).isTrue();
    }
  }

  @Test
  void whatTheFrameLeavesFreeIsBlack() throws IOException {
    byte[] gif = gif(noise(20, 10, -1), false);
    gif[6] = 25; // the screen's width
    int[] levels = Drawn.decodedLevels(gif);
    assertThat(levels).hasSize(25 * 10 * 3);
    assertThat(Arrays.copyOfRange(levels, 20 * 3, 25 * 3)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 19})
  void frameBeyondItsScreenIsRejected(int width) throws IOException {
    byte[] gif = gif(noise(20, 10, -1), false);
    gif[6] = (byte) width;
    assertThat(Drawn.rejected(gif).sentence()).isEqualTo("GIF has a frame that leaves its screen");
  }

  @Test
  void codesThatEndEarlyAreSaid() throws IOException {
    byte[] gif = gif(noise(20, 10, -1), false);
    int frame = GifFile.frame(java.nio.ByteBuffer.wrap(gif));
    gif[6] = gif[frame + 5] = 30;
    assertThat(Drawn.rejected(gif).sentence())
        .isEqualTo("GIF has damaged image data: it ends or errs after 200 of 300 pixels");
  }

  private static BufferedImage noise(int width, int height, int transparent) {
    byte[][] palette = new byte[3][1 << BITS];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < palette[c].length; i++) {
        palette[c][i] = (byte) level(i, c);
      }
    }
    IndexColorModel colours =
        new IndexColorModel(BITS, 1 << BITS, palette[0], palette[1], palette[2], transparent);
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
    Random random = new Random(7);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, random.nextInt(1 << BITS));
    }
    return image;
  }

  /** Distinct colours, of which number 5 is black. */
  private static int level(int index, int channel) {
    return index == 5 ? 0 : (index * (channel + 1) * 7 + 3) & 0xff;
  }

  private static byte[] gif(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(
          interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
