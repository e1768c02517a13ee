package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, an answer comes back: pixels within the limits, or a reason. */
class DecoderFuzzTest {
  private static final Limits LIMITS = new Limits(10_000, 100_000);
  private static final List<byte[]> GOOD =
      List.of(
          Drawn.encoded(Drawn.colour(24, 20), "png"),
          Drawn.encoded(Drawn.grey(24, 20), "jpeg"),
          Drawn.encoded(Drawn.colour(24, 20), "gif"),
          Drawn.encoded(Drawn.colour(24, 20), "bmp"),
          Drawn.encoded(Drawn.colour(24, 20), "tiff"),
          Drawn.tiff(Drawn.colour(24, 20), "LZW"),
          Drawn.tiff(Drawn.colour(24, 20), "PackBits"),
          Drawn.progressiveJpeg(Drawn.colour(24, 20)),
          CmykJpeg.of(24, 20, 1, 2, 3, 4),
          WebpBytes.lossless(24, 20, 1, 2, 3),
          ImageDecoderTest.pnm("P6 24 20 255 ", new byte[24 * 20 * 3]));

  @Property(tries = 500)
  void randomBytesGetAnAnswer(@ForAll @Size(max = 200) byte[] bytes) {
    answer(bytes);
  }

  @Property(tries = 500)
  void randomBytesBehindASignatureGetAnAnswer(
      @ForAll @IntRange(min = 0, max = 10) int file, @ForAll @Size(max = 200) byte[] bytes) {
    byte[] signed = Arrays.copyOf(GOOD.get(file), 12 + bytes.length);
    System.arraycopy(bytes, 0, signed, 12, bytes.length);
    answer(signed);
  }

  @Property(tries = 3000)
  void flippedBitsGetAnAnswer(
      @ForAll @IntRange(min = 0, max = 10) int file, @ForAll("places") List<Double> places) {
    byte[] flipped = GOOD.get(file).clone();
    for (double place : places) {
      int bit = (int) (place * place * (8L * flipped.length - 1));
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    answer(flipped);
  }

  @Provide
  Arbitrary<List<Double>> places() {
    return Arbitraries.doubles().between(0, 1).list().ofMinSize(1).ofMaxSize(4);
  }

  private static void answer(byte[] bytes) {
    Decoded decoded = ImageDecoder.decode(bytes, LIMITS);
    if (decoded instanceof Pixels pixels) {
      try (pixels) {
        assertThat((long) pixels.width() * pixels.height()).isBetween(1L, LIMITS.maxPixels());
        assertThat(pixels.mat().channels()).isIn(1, 3);
      }
    } else {
      assertThat(((Rejected) decoded).sentence()).isNotEmpty();
    }
  }
}
