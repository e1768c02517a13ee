package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synthassay.distance.FrechetDistance;
import org.synthassay.distance.Sample;
import org.synthassay.image.Pixels;
import org.synthassay.math.Compared;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

/**
 * FID moves by less than 1e-6 of itself with the batch, the partitions and the threads, and two
 * engines give one embedding to 1e-4.
 */
class EmbeddingInvarianceTest {
  private static final double ENGINES = 1e-4;
  private static final double FID = 1e-6;
  private static final int REAL_IMAGES = 200;

  private List<Pixels> images = List.of();

  @AfterEach
  void release() {
    images.forEach(Pixels::close);
  }

  @Test
  void batchesPartitionsAndThreadsDoNotMoveTheFidOfDrawnImages() {
    images =
        IntStream.range(0, 60)
            .mapToObj(i -> ImageFixture.colour(90 + i, i < 30 ? 100 : 128, i))
            .toList();
    float[][] rows = embed(EmbeddingOptions.GIST, 32, 1, 1);
    assertSameFid("batches of 1", rows, embed(EmbeddingOptions.GIST, 1, 1, 1));
    assertSameFid("7 partitions", rows, embed(EmbeddingOptions.GIST, 32, 1, 7));
    assertSameFid("2 threads", rows, embed(EmbeddingOptions.GIST, 5, 2, 1));
  }

  @Test
  void enginesAgreeOn200RealImagesAndTheirCutDoesNotMoveTheFid() throws IOException {
    String onnx = Reference.file("models/inception-v3-2015-d768.onnx").toString();
    String torch = Reference.file("models/inception-v3-2015-d768.pt").toString();
    images = realImages();
    assertThat(images).hasSize(REAL_IMAGES);
    float[][] rows = embed(onnx, 32, 1, 1);
    assertSameFid("batches of 7, 3 partitions, 2 threads", fourth(rows), fourth(onnx, 7, 2, 3));
    float[][] others = embed(torch, 32, 2, 1);
    double largest = largestDifference(rows, others);
    System.out.printf(
        "%d real images, ONNX Runtime against PyTorch: largest difference %.3g, FID %.3g"
            + " relative%n",
        REAL_IMAGES, largest, moved(fid(rows), fid(others)));
    assertThat(largest).isLessThan(ENGINES);
  }

  private static float[][] fourth(float[][] rows) {
    return IntStream.range(0, rows.length / 4).mapToObj(i -> rows[4 * i]).toArray(float[][]::new);
  }

  /** Every fourth image alone. */
  private float[][] fourth(String model, int batch, int threads, int partitions) {
    List<Pixels> all = images;
    images = IntStream.range(0, all.size() / 4).mapToObj(i -> all.get(4 * i)).toList();
    try {
      return embed(model, batch, threads, partitions);
    } finally {
      images = all;
    }
  }

  private static void assertSameFid(String cut, float[][] rows, float[][] others) {
    double before = fid(rows);
    double after = fid(others);
    System.out.printf(
        "%s: FID %.3g relative, largest difference %.3g%n",
        cut, moved(before, after), largestDifference(rows, others));
    assertThat(after).as(cut).isCloseTo(before, within(FID * before));
  }

  private static double moved(double before, double after) {
    return Math.abs(after - before) / before;
  }

  /** The first of each class by name. */
  private static List<Pixels> realImages() throws IOException {
    List<Pixels> chosen = new ArrayList<>();
    for (String label : List.of("No_findings", "Pneumonia")) {
      String folder = "data/cxr/real/" + label;
      try (Stream<Path> files = Files.list(Reference.file(folder))) {
        files
            .map(file -> folder + "/" + file.getFileName())
            .sorted()
            .limit(REAL_IMAGES / 2)
            .forEach(image -> chosen.add(Reference.image(image)));
      }
    }
    return chosen;
  }

  /** The images in parts, each as a task of its own would embed it, in parallel. */
  private float[][] embed(String model, int batch, int threads, int partitions) {
    var options = NetworkFixture.options(model, batch);
    Path file = model.equals(EmbeddingOptions.GIST) ? null : Path.of(model);
    int size = images.size();
    try (Encoder encoder = Encoder.open(options, file, Placement.cpu(threads))) {
      return IntStream.range(0, partitions)
          .parallel()
          .mapToObj(p -> images.subList(p * size / partitions, (p + 1) * size / partitions))
          .map(encoder::embed)
          .flatMap(Arrays::stream)
          .toArray(float[][]::new);
    }
  }

  private static double largestDifference(float[][] rows, float[][] others) {
    double largest = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        largest = Math.max(largest, Math.abs(rows[i][j] - others[i][j]));
      }
    }
    return largest;
  }

  /** Of the first half against the second. */
  private static double fid(float[][] rows) {
    int half = rows.length / 2;
    Compared<float[]> sets =
        new Compared<>(
            joined(Arrays.copyOf(rows, half)), joined(Arrays.copyOfRange(rows, half, rows.length)));
    return FrechetDistance.of(sets.map(set -> new Sample(moments(set, rows[0].length), () -> set)));
  }

  private static Moments moments(float[] rows, int dimension) {
    try (MomentsSum sum = new MomentsSum(dimension)) {
      sum.add(rows, rows.length / dimension);
      return sum.moments();
    }
  }

  private static float[] joined(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return all;
  }
}
