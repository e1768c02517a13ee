package org.synthassay.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The phantoms are what the demo says they are, faults included. */
class PhantomsTest {
  private static final int PATIENTS = 5;
  private static final int VIEWS = 2;
  private static final int A_CLASS = PATIENTS * VIEWS;

  @TempDir Path folder;

  private Map<String, byte[]> drawn(PhantomKind kind, long seed) throws IOException {
    Path there = folder.resolve(kind + "-" + seed);
    new Phantoms(kind, PATIENTS, VIEWS, seed).draw(there);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(there)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(there.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void theSameSeedDrawsTheSameBytesAndAnotherOthers(PhantomKind kind) throws IOException {
    Map<String, byte[]> first = drawn(kind, 1);
    Path there = folder.resolve(kind + "-1");
    try (Stream<Path> walk = Files.walk(there)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertThat(drawn(kind, 1)).containsExactlyEntriesOf(first);
    Map<String, byte[]> other = drawn(kind, 2);
    assertThat(other.keySet()).isEqualTo(first.keySet());
    assertThat(first.keySet()).noneMatch(file -> Arrays.equals(first.get(file), other.get(file)));
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void theGeneratorNeverLearnedTheLastClass(PhantomKind kind) throws IOException {
    Map<String, byte[]> files = drawn(kind, 3);
    for (String name : kind.classes()) {
      assertThat(count(files, "real/" + name)).as(name).isEqualTo(A_CLASS);
    }
    assertThat(count(files, "synthetic/" + kind.classes().get(0))).isEqualTo(A_CLASS);
    assertThat(count(files, "synthetic/" + kind.classes().get(1))).isEqualTo(2 * A_CLASS);
    assertThat(count(files, "synthetic/" + kind.classes().get(2))).isZero();
  }

  private static long count(Map<String, byte[]> files, String folder) {
    return files.keySet().stream().filter(file -> file.startsWith(folder + "/")).count();
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void fiveAreExactCopiesAndFiveDifferByAFewGreyLevels(PhantomKind kind) throws IOException {
    Map<String, byte[]> files = drawn(kind, 4);
    int exact = 0;
    int close = 0;
    for (String name : files.keySet().stream().filter(f -> f.startsWith("synthetic/")).toList()) {
      byte[] original = files.get("real/" + name.substring("synthetic/".length()));
      if (original == null) {
        continue;
      }
      int apart = apart(original, Objects.requireNonNull(files.get(name)));
      exact += apart == 0 ? 1 : 0;
      close += apart > 0 && apart < 5 ? 1 : 0;
    }
    assertThat(exact).isEqualTo(Phantoms.COPIES);
    assertThat(close).isEqualTo(Phantoms.COPIES);
  }

  /** The largest difference of two pictures in grey levels. */
  private static int apart(byte[] one, byte[] other) {
    byte[] a = levels(one);
    byte[] b = levels(other);
    int apart = 0;
    for (int i = 0; i < a.length; i++) {
      apart = Math.max(apart, Math.abs((a[i] & 255) - (b[i] & 255)));
    }
    return apart;
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void blurTakesTheEdges(PhantomKind kind) {
    Canvas sharp = kind.draw(kind.classes().get(0), 5, 1);
    double before = edges(sharp.levels());
    assertThat(edges(sharp.blurred(0.8).levels())).isLessThan(before * 0.8);
  }

  /** Mean squared second difference along the rows of the first channel. */
  private static double edges(byte[] levels) {
    int channels = levels.length / (Canvas.SIDE * Canvas.SIDE);
    double sum = 0;
    for (int i = channels; i < levels.length - channels; i++) {
      int second =
          (levels[i - channels] & 255) - 2 * (levels[i] & 255) + (levels[i + channels] & 255);
      sum += second * (double) second;
    }
    return sum / levels.length;
  }

  @Test
  void classesLookDifferent() {
    for (PhantomKind kind : PhantomKind.values()) {
      byte[] first = kind.draw(kind.classes().get(0), 6, 1).levels();
      byte[] last = kind.draw(kind.classes().get(2), 6, 1).levels();
      assertThat(first).as(kind.name()).isNotEqualTo(last);
    }
  }

  @Test
  void tooFewPicturesForTheCopiesAreRefused() {
    assertThatThrownBy(() -> new Phantoms(PhantomKind.TISSUE, 3, 3, 1))
        .hasMessageContaining("10 pictures, got 3 patients with 3");
  }

  private static byte[] levels(byte[] png) {
    try (BytePointer bytes = new BytePointer(png);
        Mat encoded = new Mat(1, png.length, opencv_core.CV_8U, bytes);
        Mat image = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_UNCHANGED)) {
      byte[] levels = new byte[(int) (image.total() * image.elemSize())];
      image.data().get(levels);
      return levels;
    }
  }
}
