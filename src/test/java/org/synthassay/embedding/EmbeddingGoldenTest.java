package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.image.Pixels;

/** Embeddings agree with the independent reference to 1e-4 absolute. */
class EmbeddingGoldenTest {

  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @CsvSource({"onnx,TF1", "onnx,CLEAN", "pt,TF1", "pt,CLEAN"})
  void inceptionAgreesWithTheReference(String type, ResizeMode resize) throws IOException {
    Path model = Reference.file("models/inception-v3-2015-d768." + type);
    Map<String, double[]> golden =
        Reference.golden("golden/embeddings-" + resize.name().toLowerCase(Locale.ROOT) + ".csv");
    float[][] rows = embed(options(model.toString(), resize), model, golden);
    assertThat(deviation("embeddings " + type + " " + resize, rows, golden)).isLessThan(TOLERANCE);
  }

  @Test
  void gistAgreesWithTheReference() throws IOException {
    Map<String, double[]> golden = Reference.golden("golden/gist.csv");
    float[][] rows = embed(options(EmbeddingOptions.GIST, ResizeMode.AUTO), null, golden);
    assertThat(deviation("gist", rows, golden)).isLessThan(TOLERANCE);
  }

  @Test
  void enginesAgreeOnTheReferenceImages() throws IOException {
    Path onnx = Reference.file("models/inception-v3-2015-d768.onnx");
    Path torch = Reference.file("models/inception-v3-2015-d768.pt");
    Map<String, double[]> golden = Reference.golden("golden/embeddings-tf1.csv");
    float[][] one = embed(options(onnx.toString(), ResizeMode.TF1), onnx, golden);
    float[][] other = embed(options(torch.toString(), ResizeMode.TF1), torch, golden);
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < one[i].length; j++) {
        largest = Math.max(largest, Math.abs(one[i][j] - other[i][j]));
      }
    }
    System.out.println("largest difference ONNX Runtime against PyTorch: " + largest);
    assertThat(largest).isLessThan(TOLERANCE);
  }

  private static EmbeddingOptions options(String model, ResizeMode resize) {
    return new EmbeddingOptions(
        model, EngineChoice.AUTO, resize, Normalisation.AUTO, 8, DeviceChoice.CPU, null, null);
  }

  private static float[][] embed(
      EmbeddingOptions options, @Nullable Path file, Map<String, double[]> golden) {
    List<Pixels> images = new ArrayList<>();
    golden.keySet().forEach(path -> images.add(Reference.image(path)));
    try (Encoder encoder = Encoder.open(options, file, Placement.cpu(1))) {
      System.out.println(encoder.facts());
      return encoder.embed(images);
    } finally {
      images.forEach(Pixels::close);
    }
  }

  private static double deviation(String table, float[][] rows, Map<String, double[]> golden) {
    double largest = 0;
    int i = 0;
    for (double[] expected : golden.values()) {
      assertThat(rows[i]).hasSize(expected.length);
      for (int j = 0; j < expected.length; j++) {
        largest = Math.max(largest, Math.abs(rows[i][j] - expected[j]));
      }
      i++;
    }
    System.out.println("largest deviation from golden, " + table + ": " + largest);
    return largest;
  }
}
