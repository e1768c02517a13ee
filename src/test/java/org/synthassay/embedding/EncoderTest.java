package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.image.Pixels;

class EncoderTest {

  private final Path folder;

  EncoderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void rowsComeInOrderAsRgbScaledForFid() throws IOException {
    Path model = NetworkFixture.channelMeans(folder, -1, 3, -1, -1);
    List<Pixels> images =
        List.of(
            ImageFixture.colour(20, 30, 1),
            ImageFixture.colour(31, 17, 2),
            ImageFixture.grey(31, 17, 3));
    try (Encoder encoder = open(model, ResizeMode.NONE, Normalisation.FID)) {
      float[][] rows = encoder.embed(images);
      for (int i = 0; i < rows.length; i++) {
        for (int c = 0; c < 3; c++) {
          assertThat((double) rows[i][c])
              .isCloseTo((mean(images.get(i), c) - 128) / 128, within(1e-5));
        }
      }
      assertThat(encoder.dimension()).isEqualTo(3);
    }
  }

  @Test
  void normalisationsAreThePublishedOnes() throws IOException {
    Path model = NetworkFixture.channelMeans(folder, -1, 3, -1, -1);
    Pixels image = ImageFixture.colour(9, 9, 4);
    double red = mean(image, 0);
    double blue = mean(image, 2);
    assertThat(first(model, Normalisation.UNIT, image)[0])
        .isCloseTo((float) (red / 255), within(1e-5f));
    assertThat(first(model, Normalisation.RAW, image)[0]).isCloseTo((float) red, within(1e-3f));
    float[] imagenet = first(model, Normalisation.IMAGENET, image);
    assertThat(imagenet[0]).isCloseTo((float) ((red / 255 - 0.485) / 0.229), within(1e-5f));
    assertThat(imagenet[2]).isCloseTo((float) ((blue / 255 - 0.406) / 0.225), within(1e-5f));
  }

  @Test
  void uint8NetworksTakeRawPixelsOnly() throws IOException {
    Path model = NetworkFixture.byteMeans(folder);
    Pixels image = ImageFixture.colour(9, 9, 4);
    assertThat(first(model, Normalisation.RAW, image)[0])
        .isCloseTo((float) mean(image, 0), within(1e-3f));
    assertThatThrownBy(() -> open(model, ResizeMode.NONE, Normalisation.FID))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("bytes.onnx: takes uint8, so normalise must be raw, got FID");
  }

  @Test
  void theSideComesFromTheFileAndIs299WhereItDoesNotTell() throws IOException {
    try (Encoder encoder =
        open(NetworkFixture.convolution(folder), ResizeMode.AUTO, Normalisation.AUTO)) {
      assertThat(encoder.facts().side()).isEqualTo(32);
      assertThat(encoder.facts().resize()).isEqualTo("tf1");
      assertThat(encoder.facts().normalise()).isEqualTo("fid");
      assertThat(encoder.facts().engine()).isEqualTo("OnnxRuntime 1.29.0");
      assertThat(encoder.facts().sha256()).hasSize(64);
    }
    Path free = NetworkFixture.channelMeans(folder, -1, 3, -1, -1);
    try (Encoder encoder = open(free, ResizeMode.CLEAN, Normalisation.AUTO)) {
      assertThat(encoder.facts().side()).isEqualTo(299);
    }
  }

  @Test
  void batchesAndThreadsDoNotChangeARow() throws IOException {
    Path model = NetworkFixture.convolution(folder);
    List<Pixels> images =
        IntStream.range(0, 13).mapToObj(i -> ImageFixture.colour(40 + i, 50, i)).toList();
    try (Encoder encoder = open(model, ResizeMode.TF1, Normalisation.FID)) {
      float[][] together = encoder.embed(images);
      float[][] apart =
          images.parallelStream().map(i -> encoder.embed(List.of(i))[0]).toArray(float[][]::new);
      for (int i = 0; i < apart.length; i++) {
        assertThat(apart[i]).usingComparatorWithPrecision(1e-5f).containsExactly(together[i]);
      }
    }
  }

  @Test
  void aBatchFixedAtOneIsKept() throws IOException {
    Path model = NetworkFixture.channelMeans(folder, 1, 3, 16, 16);
    try (Encoder encoder = open(model, ResizeMode.TF1, Normalisation.FID)) {
      assertThat(encoder.embed(List.of(ImageFixture.grey(16, 16, 1), ImageFixture.grey(9, 5, 2))))
          .hasNumberOfRows(2);
    }
  }

  @Test
  void withoutResizeOtherSizesThanTheNetworksAreRefused() throws IOException {
    Path model = NetworkFixture.convolution(folder);
    try (Encoder encoder = open(model, ResizeMode.NONE, Normalisation.FID)) {
      assertThatThrownBy(() -> encoder.embed(List.of(ImageFixture.grey(33, 32, 1))))
          .hasMessageContaining("takes 32×32 pixels with resize = none, got 33×32");
    }
  }

  @Test
  void valuesThatAreNoNumbersAreSeen() throws IOException {
    Path model = NetworkFixture.channelMeans(folder, -1, 3, 8, 8);
    assertThat(Encoder.isFinite(first(model, Normalisation.FID, ImageFixture.grey(8, 8, 1))))
        .isTrue();
    assertThat(Encoder.isFinite(new float[] {1, Float.NaN})).isFalse();
    assertThat(Encoder.isFinite(new float[] {Float.NEGATIVE_INFINITY})).isFalse();
  }

  @Test
  void aGpuThatDoesNotRunFallsBackOnAutoOnly() throws IOException {
    Path model = NetworkFixture.convolution(folder);
    Placement gpu = new Placement(0, 1);
    try (Encoder encoder = Encoder.open(options(model, DeviceChoice.AUTO), model, gpu)) {
      assertThat(encoder.facts().device()).isEqualTo("cpu");
    }
    assertThatThrownBy(() -> Encoder.open(options(model, DeviceChoice.GPU), model, gpu))
        .hasMessageContaining("convolution.onnx: must be an ONNX file that runs on gpu:0");
    assertThatThrownBy(
            () -> Encoder.open(options(model, DeviceChoice.GPU), model, Placement.cpu(1)))
        .hasMessageContaining("device = gpu needs a GPU, but this task was given none");
  }

  @Test
  void aClosedEncoderRefuses() throws IOException {
    Encoder encoder = open(NetworkFixture.convolution(folder), ResizeMode.TF1, Normalisation.FID);
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> encoder.embed(List.of(ImageFixture.grey(8, 8, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static float[] first(Path model, Normalisation normalisation, Pixels image) {
    try (Encoder encoder = open(model, ResizeMode.NONE, normalisation)) {
      return encoder.embed(List.of(image))[0];
    }
  }

  private static Encoder open(Path model, ResizeMode resize, Normalisation normalisation) {
    EmbeddingOptions options =
        new EmbeddingOptions(
            model.toString(),
            EngineChoice.AUTO,
            resize,
            normalisation,
            4,
            DeviceChoice.AUTO,
            null,
            null);
    return Encoder.open(options, model, Placement.cpu(1));
  }

  private static EmbeddingOptions options(Path model, DeviceChoice device) {
    return new EmbeddingOptions(
        model.toString(),
        EngineChoice.AUTO,
        ResizeMode.AUTO,
        Normalisation.AUTO,
        4,
        device,
        null,
        null);
  }

  /** Mean of a channel of an image in RGB order. */
  private static double mean(Pixels image, int channel) {
    byte[] bytes = ImageFixture.bytes(image);
    int channels = image.mat().channels();
    int at = channels == 1 ? 0 : 2 - channel;
    return IntStream.range(0, bytes.length / channels)
        .map(i -> bytes[i * channels + at] & 0xFF)
        .average()
        .orElseThrow();
  }
}
