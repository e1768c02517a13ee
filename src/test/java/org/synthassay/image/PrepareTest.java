package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synthassay.image.Prepare.Window;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.math.IdHash;

class PrepareTest {

  @Test
  void nothingAskedGivesTheSamePixelsAnew() {
    try (Pixels source = Drawn.decoded(Drawn.encoded(Drawn.colour(20, 10), "png"))) {
      Pixels prepared = one(source, new Crop.None(), null, Colour.AUTO);
      assertThat(Drawn.levels(prepared)).isEqualTo(Drawn.levels(source));
      assertThat(prepared.mat().data().address()).isNotEqualTo(source.mat().data().address());
      assertThat(prepared.format()).isEqualTo(source.format());
      prepared.close();
      assertThat(Drawn.levels(source)).isEqualTo(Drawn.levels(Drawn.colour(20, 10), 3));
    }
  }

  @Test
  void centreCropIsTheLargestCentredSquare() {
    try (Pixels source = Drawn.decoded(Drawn.encoded(Drawn.grey(9, 4), "png"));
        Pixels prepared = one(source, new Crop.Center(), null, Colour.AUTO)) {
      int[] whole = Drawn.levels(source);
      int[] square = Drawn.levels(prepared);
      assertThat(square).hasSize(16);
      for (int i = 0; i < 16; i++) {
        assertThat(square[i]).isEqualTo(whole[i / 4 * 9 + 2 + i % 4]);
      }
    }
  }

  @Test
  void shrinkingAveragesAreas() {
    byte[] row = ImageDecoderTest.bytes(0, 10, 20, 30, 40, 50);
    byte[] next = ImageDecoderTest.bytes(2, 12, 22, 32, 42, 52);
    byte[] png = PngBytes.of(6, 6, 8, 0).data(row, next, row, next, row, next).end();
    try (Pixels source = Drawn.decoded(png);
        Pixels prepared = one(source, new Crop.None(), 3, Colour.AUTO)) {
      assertThat(Drawn.levels(prepared)).containsExactly(6, 26, 46, 6, 26, 46, 6, 26, 46);
    }
  }

  @Test
  void enlargingIsBicubicAndOvershootsAtEdges() {
    byte[] row = ImageDecoderTest.bytes(50, 50, 50, 50, 200, 200, 200, 200);
    byte[] png = PngBytes.of(8, 8, 8, 0).data(row, row, row, row, row, row, row, row).end();
    try (Pixels source = Drawn.decoded(png);
        Pixels prepared = one(source, new Crop.None(), 32, Colour.AUTO)) {
      int[] levels = Drawn.levels(prepared);
      assertThat(levels).hasSize(32 * 32);
      assertThat(java.util.Arrays.stream(levels).max().orElse(0)).isGreaterThan(200);
      assertThat(java.util.Arrays.stream(levels).min().orElse(0)).isLessThan(50);
    }
  }

  @Test
  void colourIsDecidedOnTheWholeSource() {
    byte[] tinted = {10, 10, 10, 20, 20, 20, 30, 30, 31};
    byte[] plain = {10, 10, 10, 20, 20, 20, 30, 30, 30};
    try (Pixels colour = Drawn.decoded(PngBytes.of(3, 3, 8, 2).data(plain, plain, tinted).end());
        Pixels grey = Drawn.decoded(PngBytes.of(3, 3, 8, 2).data(plain, plain, plain).end())) {
      assertThat(greyAfter(colour, Colour.AUTO)).isFalse();
      assertThat(greyAfter(grey, Colour.AUTO)).isTrue();
      assertThat(greyAfter(grey, Colour.RGB)).isFalse();
      assertThat(greyAfter(colour, Colour.GREY)).isTrue();
      try (Pixels same = one(grey, new Crop.None(), null, Colour.AUTO)) {
        assertThat(Drawn.levels(same)).startsWith(10, 20, 30);
      }
    }
  }

  @Test
  void windowsAreSeededByTheirIdAndStayInside() {
    try (Pixels source = Drawn.decoded(Drawn.encoded(Drawn.grey(40, 30), "png"))) {
      Prepare prepare = prepare(new Crop.Random(8, 5), null, 7);
      List<Window> windows = prepare.all(source, "a/b.png");
      assertThat(windows)
          .extracting(Window::id)
          .containsExactly("a/b.png#w0", "a/b.png#w1", "a/b.png#w2", "a/b.png#w3", "a/b.png#w4");
      Set<List<Integer>> contents = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        int[] levels = levels(windows.get(i).decoded());
        assertThat(levels).hasSize(64);
        assertThat(levels(prepare.window(source, "a/b.png", i))).isEqualTo(levels);
        contents.add(java.util.Arrays.stream(levels).boxed().toList());
      }
      assertThat(contents).as("different places").hasSize(5);
      Prepare other = prepare(new Crop.Random(8, 5), null, 8);
      assertThat(levels(other.window(source, "a/b.png", 0)))
          .isNotEqualTo(levels(prepare.window(source, "a/b.png", 0)));
    }
  }

  @Test
  void oneWindowKeepsThePlainId() {
    assertThat(prepare(new Crop.Random(8, 1), null, 7).id("a.png", 0)).isEqualTo("a.png");
    assertThat(prepare(new Crop.Center(), null, 7).windows()).isEqualTo(1);
  }

  @Test
  void sampledWindowsLieAnywhere() {
    // The sample is the lowest hashes; a place from the same hash would be the left edge always.
    byte[] row = new byte[256];
    for (int x = 0; x < 256; x++) {
      row[x] = (byte) x;
    }
    try (Pixels ramp = Drawn.decoded(PngBytes.of(256, 3, 8, 0).data(row, row, row).end())) {
      Prepare prepare = prepare(new Crop.Random(3, 1000), null, 5);
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        indices.add(i);
      }
      indices.sort(Comparator.comparing(i -> IdHash.of(prepare.id("s.png", i), 5)));
      double mean =
          indices.subList(0, 100).stream()
              .mapToInt(i -> levels(prepare.window(ramp, "s.png", i))[0])
              .average()
              .orElse(0);
      assertThat(mean).isBetween(100.0, 153.0);
    }
  }

  @Test
  void sourceSmallerThanItsCropIsTooSmall() {
    try (Pixels source = Drawn.decoded(Drawn.encoded(Drawn.grey(40, 7), "png"))) {
      assertThat(prepare(new Crop.Random(8, 1), 16, 7).window(source, "a", 0))
          .isEqualTo(new Rejected(Reason.TOO_SMALL, "has 40×7 pixels, prepare.crop takes 8×8"));
    }
  }

  @Test
  void fewerThanThreePixelsASideAreTooSmall() {
    try (Pixels source = Drawn.decoded(Drawn.encoded(Drawn.grey(40, 2), "png"))) {
      Rejected expected =
          new Rejected(
              Reason.TOO_SMALL,
              "has 40×2 pixels, 3×3 are needed after prepare, and enlarging adds none");
      assertThat(prepare(new Crop.None(), null, 7).window(source, "a", 0)).isEqualTo(expected);
      assertThat(prepare(new Crop.Center(), null, 7).window(source, "a", 0)).isEqualTo(expected);
      assertThat(prepare(new Crop.None(), 3, 7).window(source, "a", 0)).isEqualTo(expected);
    }
  }

  private static Prepare prepare(Crop crop, @Nullable Integer size, long seed) {
    return new Prepare(new PrepareOptions(crop, size, Colour.AUTO), seed);
  }

  private static Pixels one(Pixels source, Crop crop, @Nullable Integer size, Colour colour) {
    return (Pixels) new Prepare(new PrepareOptions(crop, size, colour), 7).window(source, "a", 0);
  }

  private static boolean greyAfter(Pixels source, Colour colour) {
    try (Pixels prepared = one(source, new Crop.None(), null, colour)) {
      return prepared.isGrey();
    }
  }

  private static int[] levels(Decoded decoded) {
    try (Pixels pixels = (Pixels) decoded) {
      return Drawn.levels(pixels);
    }
  }
}
