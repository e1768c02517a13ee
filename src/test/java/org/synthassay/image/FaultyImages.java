package org.synthassay.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A folder of the files that go wrong, or might seem to, among a user's good images. */
public final class FaultyImages {
  private FaultyImages() {}

  /** What each file comes to: the reason code of a rejected one, its status otherwise. */
  public static Map<String, String> outcomes() {
    Map<String, String> outcomes = new TreeMap<>();
    files().forEach(file -> outcomes.put(file.name(), file.outcome()));
    return outcomes;
  }

  /** Writes them. */
  public static void write(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Faulty file : files()) {
        Files.write(folder.resolve(file.name()), file.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Faulty(String name, String outcome, byte[] bytes) {}

  private static List<Faulty> files() {
    byte[] png = Drawn.encoded(Drawn.grey(64, 64), "png");
    byte[] flipped = png.clone();
    flipped[png.length / 2] ^= 4;
    byte[] frames = ByteBuffer.allocate(8).putInt(3).array();
    byte[] twoPages = TiffBytes.of(8, 8, 8, new byte[64]).pages(2);
    return List.of(
        new Faulty("animated.gif", "unsupported-format", Drawn.animatedGif(3)),
        new Faulty(
            "animated.png",
            "unsupported-format",
            PngBytes.of(8, 8, 8, 0).chunk("acTL", frames).data(new byte[8][8]).end()),
        new Faulty(
            "bomb.png", "too-large", PngBytes.of(20_000, 20_000, 8, 0).data(new byte[10]).end()),
        new Faulty("cmyk.jpg", "used", CmykJpeg.of(64, 48, 40, 90, 120, 10)),
        new Faulty("cut.bmp", "truncated", half(Drawn.encoded(Drawn.colour(64, 64), "bmp"))),
        new Faulty("cut.gif", "truncated", half(Drawn.encoded(Drawn.colour(64, 64), "gif"))),
        new Faulty("cut.jpg", "truncated", half(Drawn.encoded(Drawn.colour(64, 64), "jpeg"))),
        new Faulty("cut.png", "truncated", half(png)),
        new Faulty("cut.tif", "truncated", half(Drawn.encoded(Drawn.colour(64, 64), "tiff"))),
        new Faulty("cut.webp", "truncated", half(WebpBytes.lossless(64, 64, 1, 2, 3))),
        new Faulty("deep.png", "used", sixteenBits()),
        new Faulty("empty.png", "empty", new byte[0]),
        new Faulty("flipped.png", "undecodable", flipped),
        new Faulty("heif.jpg", "unsupported-format", text("\0\0\0\u0018ftypheic\0\0\0\0")),
        new Faulty("jpeg2000.jpg", "unsupported-format", text("\0\0\0\fjP  \r\n\u0087\n")),
        new Faulty("notes.dcm", "undecodable", text("a letter, not DICOM")),
        new Faulty("notes.txt", "ignored", text("Kept beside the images.")),
        new Faulty("one.png", "too-small", PngBytes.of(1, 1, 8, 0).data(new byte[] {9}).end()),
        new Faulty("packed.png", "unsupported-format", text("\u001f\u008b\b\0")),
        new Faulty("pages.tif", "unsupported-format", twoPages),
        new Faulty("paper.jpg", "unsupported-format", text("%PDF-1.7")),
        new Faulty("short.png", "undecodable", PngBytes.of(8, 8, 8, 0).data(new byte[8]).end()),
        new Faulty("text.png", "undecodable", text("not an image at all")));
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] text(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A grey PNG of 64×64 with all 16 bits in use. */
  private static byte[] sixteenBits() {
    var random = new SplittableRandom(16);
    byte[][] rows = new byte[64][128];
    Arrays.stream(rows).forEach(random::nextBytes);
    return PngBytes.of(64, 64, 16, 0).data(rows).end();
  }

  /** {@code FaultyImages FOLDER}: writes them for an audit by hand. */
  public static void main(String[] arguments) {
    write(Path.of(arguments[0]));
  }
}
