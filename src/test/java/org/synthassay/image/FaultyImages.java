package org.synthassay.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A folder of the files that go wrong, or might seem to, among a user's good images. */
public final class FaultyImages {
  private FaultyImages() {}

  /** What each file comes to: the reason code of a rejected one, "used" for the others. */
  public static Map<String, String> outcomes() {
    Map<String, String> outcomes = new LinkedHashMap<>();
    outcomes.put("animated.gif", "unsupported-format");
    outcomes.put("bomb.png", "too-large");
    outcomes.put("cmyk.jpg", "used");
    outcomes.put("cut.png", "truncated");
    outcomes.put("deep.png", "used");
    outcomes.put("empty.png", "empty");
    outcomes.put("notes.txt", "ignored");
    outcomes.put("one.png", "too-small");
    outcomes.put("text.png", "undecodable");
    return outcomes;
  }

  /** Writes them. */
  public static void write(Path folder) {
    byte[] whole = Drawn.encoded(Drawn.grey(64, 64), "png");
    Map<String, byte[]> files =
        Map.of(
            "animated.gif", Drawn.animatedGif(3),
            "bomb.png", PngBytes.of(20_000, 20_000, 8, 0).data(new byte[10]).end(),
            "cmyk.jpg", CmykJpeg.of(64, 48, 40, 90, 120, 10),
            "cut.png", Arrays.copyOf(whole, whole.length / 2),
            "deep.png", sixteenBits(),
            "empty.png", new byte[0],
            "notes.txt", "Kept beside the images.".getBytes(StandardCharsets.UTF_8),
            "one.png", PngBytes.of(1, 1, 8, 0).data(new byte[] {9}).end(),
            "text.png", "not an image at all".getBytes(StandardCharsets.UTF_8));
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
