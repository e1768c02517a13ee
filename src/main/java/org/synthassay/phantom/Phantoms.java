package org.synthassay.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.synthassay.image.PngPicture;

/**
 * A real and a synthetic set of phantoms, the synthetic one with known faults: slightly blurred,
 * its last class missing (drawn as the second instead), and a few copies of real images.
 *
 * @param patients of each class in the real set
 * @param views pictures of each patient
 */
public record Phantoms(PhantomKind kind, int patients, int views, long seed) {
  /** Exact copies in the synthetic set, and as many near ones. */
  public static final int COPIES = 5;

  private static final double BLUR = 0.8;

  public Phantoms {
    if (patients < 2 || views < 1 || patients * views < 2 * COPIES) {
      throw new IllegalArgumentException(
          "a class needs 2 patients and "
              + 2 * COPIES
              + " pictures, got "
              + patients
              + " patients with "
              + views);
    }
  }

  /** What {@code synthassay demo} draws: 225 real and 225 synthetic pictures. */
  public static Phantoms demo(PhantomKind kind, long seed) {
    return new Phantoms(kind, 25, 3, seed);
  }

  /**
   * Writes {@code real/<class>/patient<number>_<view>.png} and the same under {@code synthetic}; a
   * file that holds the same bytes already is left as it is.
   *
   * @throws IOException where a file cannot be written
   */
  public void draw(Path folder) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (int c = 0; c < kind.classes().size(); c++) {
      String name = kind.classes().get(c);
      // The generator that this is has never learned the last class: it draws the second twice.
      String learned = kind.classes().get(Math.min(c, kind.classes().size() - 2));
      for (int patient = 0; patient < patients; patient++) {
        int number = c * patients + patient + 1;
        for (int view = 1; view <= views; view++) {
          String file = String.format("patient%03d_%d.png", number, view);
          pictures.add(new Picture("real/" + name + "/" + file, name, number, view));
          pictures.add(new Picture("synthetic/" + learned + "/" + file, learned, -number, view));
        }
      }
    }
    try {
      pictures.parallelStream().forEach(picture -> write(folder, picture));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * A file and what it shows.
   *
   * @param patient negative: a patient of the generator's own
   */
  private record Picture(String file, String finding, int patient, int view) {}

  private void write(Path folder, Picture picture) {
    try {
      Path file = folder.resolve(picture.file());
      Files.createDirectories(file.getParent());
      byte[] png = png(picture);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), png)) {
        Files.write(file, png);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The real pictures of one class.
   *
   * @return levels of 256×256 pixels, row by row, grey or blue, green, red
   */
  public List<byte[]> real(String finding) {
    int first = kind.classes().indexOf(finding) * patients + 1;
    return IntStream.range(0, patients * views)
        .parallel()
        .mapToObj(i -> kind.draw(finding, key(first + i / views), i % views + 1).levels())
        .toList();
  }

  private byte[] png(Picture picture) {
    int copied = copied(picture);
    if (copied < 0) {
      Canvas drawn = kind.draw(picture.finding(), key(picture.patient()), picture.view());
      return png(picture.patient() < 0 ? drawn.blurred(BLUR).levels() : drawn.levels());
    }
    byte[] levels = kind.draw(picture.finding(), key(-picture.patient()), picture.view()).levels();
    if (copied >= COPIES) {
      SplittableRandom random = new SplittableRandom(seed + copied);
      IntStream.range(0, levels.length / 10)
          .forEach(i -> brighten(levels, random.nextInt(levels.length)));
    }
    return png(levels);
  }

  /** Copies are the first pictures of the first class: −1 for any other picture. */
  private int copied(Picture picture) {
    int place = (-picture.patient() - 1) * views + picture.view() - 1;
    return picture.patient() < 0 && place < 2 * COPIES ? place : -1;
  }

  /** One grey level more: a copy that is not exact. */
  private static void brighten(byte[] levels, int at) {
    if (levels[at] != (byte) 255) {
      levels[at]++;
    }
  }

  private long key(int patient) {
    return new SplittableRandom(seed * 1_000_003 + patient).nextLong();
  }

  private static byte[] png(byte[] levels) {
    int channels = levels.length / (Canvas.SIDE * Canvas.SIDE);
    return PngPicture.of(levels, channels, Canvas.SIDE, Canvas.SIDE);
  }

  /** One picture as PNG, for a look at it or a test. */
  public static byte[] png(PhantomKind kind, String finding, long patient, int view) {
    return png(kind.draw(finding, patient, view).levels());
  }
}
