package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXIF and TIFF orientations, 1 to 8, against the standard's table. */
class OrientationTest {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 16;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void jpegIsTurnedAsItsExifSays(int orientation) {
    byte[] plain = Drawn.encoded(blocks(), "jpeg");
    int[] stored = Drawn.decodedLevels(plain);
    try (Pixels pixels = Drawn.decoded(withExif(plain, orientation))) {
      assertThat(pixels.width()).isEqualTo(orientation <= 4 ? WIDTH : HEIGHT);
      assertThat(Drawn.levels(pixels)).isEqualTo(upright(stored, orientation));
      assertThat(pixels.format().width()).as("the file's own").isEqualTo(WIDTH);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void tiffIsTurnedAsItsTagSays(int orientation) {
    byte[] strip = new byte[WIDTH * HEIGHT];
    byte[] deep = new byte[2 * strip.length];
    int[] stored = new int[strip.length];
    for (int i = 0; i < strip.length; i++) {
      stored[i] = i * 31 & 0xff;
      strip[i] = (byte) stored[i];
      deep[2 * i] = deep[2 * i + 1] = strip[i];
    }
    int[] upright = upright(stored, orientation);
    byte[] tiff = TiffBytes.of(WIDTH, HEIGHT, 8, strip).tag(274, orientation).end();
    assertThat(Drawn.decodedLevels(tiff)).isEqualTo(upright);
    byte[] deepTiff = TiffBytes.of(WIDTH, HEIGHT, 16, deep).tag(274, orientation).end();
    assertThat(Drawn.decodedLevels(deepTiff)).isEqualTo(upright);
  }

  private static BufferedImage blocks() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.getRaster().setSample(x, y, 0, 40 * (x / 8) + 100 * (y / 8));
      }
    }
    return image;
  }

  /** Row and column 0 of the stored image lie where EXIF 2.3, tag 274, says. */
  private static int[] upright(int[] stored, int orientation) {
    boolean turned = orientation > 4;
    int width = turned ? HEIGHT : WIDTH;
    int height = turned ? WIDTH : HEIGHT;
    int[] upright = new int[stored.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean right =
            orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean bottom =
            orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        int fromX = right ? width - 1 - x : x;
        int fromY = bottom ? height - 1 - y : y;
        int column = turned ? fromY : fromX;
        int row = turned ? fromX : fromY;
        upright[y * width + x] = stored[row * WIDTH + column];
      }
    }
    return upright;
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    return ByteBuffer.allocate(jpeg.length + exif.length)
        .put(jpeg, 0, 2)
        .put(exif)
        .put(Arrays.copyOfRange(jpeg, 2, jpeg.length))
        .array();
  }
}
