package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.image.Pixels;

/** Networks of other forms than N×3×side×side float32 → N×d run, or say what they offer. */
class NetworkFormsTest {
  private static final Pixels COLOUR = ImageFixture.colour(16, 16, 1);
  private static final Pixels GREY = ImageFixture.grey(16, 16, 2);

  private final Path folder;

  NetworkFormsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aNetworkOfOneChannelSeesGreyAsItIsAndColourAsLuma() throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, -1, 1, 16, 16)
            .means("x", "means")
            .output("means", OnnxBytes.FLOAT, -1, 1)
            .write(folder.resolve("grey.onnx"));
    assertThat(embed(file, GREY)[0]).isCloseTo((float) mean(GREY, 0), within(1e-3f));
    double luma = 0.114 * mean(COLOUR, 0) + 0.587 * mean(COLOUR, 1) + 0.299 * mean(COLOUR, 2);
    assertThat(embed(file, COLOUR)).hasSize(1);
    assertThat(embed(file, COLOUR)[0]).isCloseTo((float) luma, within(1e-3f));
    assertThatThrownBy(() -> open(file, Normalisation.IMAGENET, null))
        .hasMessageContaining("grey.onnx: takes one channel, and imagenet normalises three");
  }

  /** Free sides too: the 3 behind is the channels, not a width. */
  @ParameterizedTest
  @ValueSource(longs = {16, -2})
  void channelsMayComeLast(long side) throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, -1, side, side, 3)
            .node("Transpose", List.of("x"), "t", OnnxBytes.numbers("perm", 0, 3, 1, 2))
            .means("t", "means")
            .output("means", OnnxBytes.FLOAT, -1, 3)
            .write(folder.resolve("rows.onnx"));
    float[] row = embed(file, COLOUR);
    for (int c = 0; c < 3; c++) {
      assertThat(row[c]).isCloseTo((float) mean(COLOUR, 2 - c), within(1e-3f));
    }
  }

  /** As one exported without model.eval() does. */
  @Test
  void aNetworkThatMixesTheImagesOfABatchIsRefused() throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, -1, 3, 16, 16)
            .node(
                "ReduceMean",
                List.of("x"),
                "batch",
                OnnxBytes.numbers("axes", 0),
                OnnxBytes.number("keepdims", 1))
            .node("Sub", List.of("x", "batch"), "apart")
            .means("apart", "means")
            .output("means", OnnxBytes.FLOAT, -1, 3)
            .write(folder.resolve("training.onnx"));
    assertThatThrownBy(() -> open(file, Normalisation.UNIT, null))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("training.onnx: gives an image other values beside another image")
        .hasMessageContaining("model.eval()");
  }

  @Test
  void aNetworkThatDrawsAtRandomIsRefused() throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, 1, 3, 16, 16)
            .means("x", "means")
            .node("RandomNormalLike", List.of("means"), "noise")
            .node("Mul", List.of("means", "noise"), "left")
            .output("left", OnnxBytes.FLOAT, 1, 3)
            .write(folder.resolve("random.onnx"));
    assertThatThrownBy(() -> open(file, Normalisation.UNIT, null))
        .hasMessageContaining("or at another time, than before");
  }

  @ParameterizedTest
  @CsvSource({"10, 0.1", "11, 1e-3"})
  void halfAndDoubleGoInAndOut(int type, float tolerance) throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", type, -1, 3, 16, 16)
            .means("x", "means")
            .output("means", type, -1, 3)
            .write(folder.resolve("typed.onnx"));
    float[] row = embed(file, COLOUR);
    for (int c = 0; c < 3; c++) {
      assertThat(row[c]).isCloseTo((float) mean(COLOUR, 2 - c), within(tolerance));
    }
  }

  @Test
  void allDimensionsMayBeFree() throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, -1, -2, -3, -4)
            .means("x", "means")
            .output("means", OnnxBytes.FLOAT, -1, -5)
            .write(folder.resolve("free.onnx"));
    assertThat(embed(file, COLOUR)).hasSize(3);
  }

  @Test
  void ofSeveralOutputsOneIsAskedForByNameOrPlace() throws IOException {
    Path file = NetworkFixture.severalOutputs(folder);
    assertThatThrownBy(() -> open(file, Normalisation.RAW, null))
        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.key()).isEqualTo("output"))
        .hasMessageContaining("gives several outputs, so output must name one of")
        .hasMessageContaining("maps float [?, 3, 16, 16], means float [?, 3]");
    assertThatThrownBy(() -> open(file, Normalisation.RAW, "pool"))
        .hasMessageContaining("gives no output 'pool': must be one of maps");
    assertThatThrownBy(() -> open(file, Normalisation.RAW, "maps"))
        .hasMessageContaining("must give one output N×d")
        .hasMessageContaining("pool it over height and width, or name another");
    for (String output : List.of("means", "1")) {
      try (Encoder encoder = open(file, Normalisation.RAW, output)) {
        assertThat(encoder.dimension()).isEqualTo(3);
        assertThat(encoder.facts().output()).isEqualTo("means");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, '-1,3,16,16', x int64 [?",
    "1, '3,16,16', x float [3",
    "1, '-1,3,16,24', x float [?",
    "1, '-1,5,16,16', x float [?",
    "1, '-1,784', x float [?"
  })
  void whatDoesNotFitSaysWhatTheFileOffers(int type, String dims, String offered)
      throws IOException {
    long[] shape = List.of(dims.split(",")).stream().mapToLong(Long::parseLong).toArray();
    Path file =
        new OnnxBytes()
            .input("x", type, shape)
            .node("Identity", List.of("x"), "y")
            .output("y", type, shape)
            .write(folder.resolve("unfit.onnx"));
    assertThatThrownBy(() -> open(file, Normalisation.RAW, null))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("unfit.onnx: must take one input N×3×side×side or N×side×side×3")
        .hasMessageContaining(offered);
  }

  @Test
  void aSecondInputIsNamed() throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, -1, 3, 16, 16)
            .input("mask", OnnxBytes.FLOAT, -1, 1, 16, 16)
            .node("Mul", List.of("x", "mask"), "masked")
            .means("masked", "means")
            .output("means", OnnxBytes.FLOAT, -1, 3)
            .write(folder.resolve("two.onnx"));
    assertThatThrownBy(() -> open(file, Normalisation.RAW, null))
        .hasMessageContaining("got x float [?, 3, 16, 16], mask float [?, 1, 16, 16]");
  }

  @Test
  void torchScriptMayTakeGreyOrChannelsLastAndGiveSeveral() throws IOException {
    String view = "torch.mean(torch.reshape(x, [-1, %s]), [%s])";
    assertThat(torch(view.formatted("1, 89401", "2"), null, GREY)).hasSize(1);
    assertThat(torch(view.formatted("1, 89401", "2"), null, COLOUR)).hasSize(1);
    String pair = "(x, torch.mean(x, [2, 3]))";
    assertThatThrownBy(() -> torch(pair, null, COLOUR))
        .hasMessageContaining(
            "gives several outputs, so output must name one of 0 (2, 3, 299, 299)");
    assertThat(torch(pair, "1", COLOUR)).hasSize(3);
  }

  private float[] torch(String expression, @Nullable String output, Pixels image)
      throws IOException {
    String type = expression.startsWith("(") ? "Tuple[Tensor, Tensor]" : "Tensor";
    Path file = NetworkFixture.torchScript(folder, expression, type);
    try (Encoder encoder = open(file, Normalisation.FID, output)) {
      return encoder.embed(List.of(image))[0];
    }
  }

  private static float[] embed(Path file, Pixels image) {
    try (Encoder encoder = open(file, Normalisation.RAW, null)) {
      return encoder.embed(List.of(image))[0];
    }
  }

  private static Encoder open(Path file, Normalisation normalisation, @Nullable String output) {
    boolean torch = file.toString().endsWith(".pt");
    EmbeddingOptions options =
        new EmbeddingOptions(
            file.toString(),
            EngineChoice.AUTO,
            torch ? ResizeMode.TF1 : ResizeMode.NONE,
            normalisation,
            4,
            DeviceChoice.CPU,
            null,
            null,
            output);
    return Encoder.open(options, file, Placement.cpu(1));
  }

  /** Mean of a channel in OpenCV's order. */
  private static double mean(Pixels image, int channel) {
    byte[] bytes = ImageFixture.bytes(image);
    int channels = image.mat().channels();
    return IntStream.range(0, bytes.length / channels)
        .map(i -> bytes[i * channels + channel] & 0xFF)
        .average()
        .orElseThrow();
  }
}
