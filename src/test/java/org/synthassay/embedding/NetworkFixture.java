package org.synthassay.embedding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.synthassay.embedding.OnnxGraph.Attribute;
import org.synthassay.embedding.OnnxGraph.Element;

/** Small networks that tests write themselves, as ONNX and as TorchScript. */
public final class NetworkFixture {

  private NetworkFixture() {}

  /** All as the network has it, on the CPU. */
  public static EmbeddingOptions options(String model, int batch) {
    return new EmbeddingOptions(
        model,
        EmbeddingOptions.EngineChoice.AUTO,
        EmbeddingOptions.ResizeMode.AUTO,
        EmbeddingOptions.Normalisation.AUTO,
        batch,
        EmbeddingOptions.DeviceChoice.CPU,
        null,
        null);
  }

  /** The mean of each channel of the input: d = 3. */
  static Path channelMeans(Path folder, long... dims) throws IOException {
    OnnxGraph graph = new OnnxGraph("means");
    String input = graph.input("images", Element.FLOAT32, dims);
    String pooled = graph.node("GlobalAveragePool", List.of(input));
    graph.node("Flatten", List.of(pooled), List.of("means"), Attribute.of("axis", 1));
    graph.output("means", -1, 3);
    return Files.write(folder.resolve("means.onnx"), graph.toByteArray());
  }

  /** Channel means of uint8 input. */
  static Path byteMeans(Path folder) throws IOException {
    OnnxGraph graph = new OnnxGraph("bytes");
    String input = graph.input("images", Element.UINT8, -1, 3, -1, -1);
    String floats = graph.node("Cast", List.of(input), Attribute.of("to", 1));
    String pooled = graph.node("GlobalAveragePool", List.of(floats));
    graph.node("Flatten", List.of(pooled), List.of("means"), Attribute.of("axis", 1));
    graph.output("means", -1, 3);
    return Files.write(folder.resolve("bytes.onnx"), graph.toByteArray());
  }

  /** A random 3×3 convolution, ReLU and global pooling of 32×32 pixels: d = 5. */
  public static Path convolution(Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    float[] weights = new float[5 * 3 * 3 * 3];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    OnnxGraph graph = new OnnxGraph("convolution");
    String input = graph.input("images", Element.FLOAT32, -1, 3, 32, 32);
    String filtered =
        graph.node("Conv", List.of(input, graph.floats("weights", weights, 5, 3, 3, 3)));
    String pooled = graph.node("GlobalAveragePool", List.of(graph.node("Relu", List.of(filtered))));
    graph.node("Flatten", List.of(pooled), List.of("features"), Attribute.of("axis", 1));
    graph.output("features", -1, 5);
    return Files.write(folder.resolve("convolution.onnx"), graph.toByteArray());
  }

  /** Means of 16×16 pixels times a factor, which lies in {@code the weights.data} beside it. */
  public static Path weighted(Path folder, String name, float factor) throws IOException {
    Files.write(folder.resolve("the weights.data"), OnnxBytes.floats(factor));
    return new OnnxBytes()
        .input("x", OnnxBytes.FLOAT, -1, 3, 16, 16)
        .beside("factor", "the weights.data", 1)
        .node("Mul", List.of("x", "factor"), "scaled")
        .means("scaled", "means")
        .output("means", OnnxBytes.FLOAT, -1, 3)
        .write(folder.resolve(name));
  }

  /** Means of 16×16 pixels, and the pixels themselves: which one is the embedding? */
  public static Path severalOutputs(Path folder) throws IOException {
    return new OnnxBytes()
        .input("x", OnnxBytes.FLOAT, -1, 3, 16, 16)
        .means("x", "means")
        .node("Relu", List.of("x"), "maps")
        .output("maps", OnnxBytes.FLOAT, -1, 3, 16, 16)
        .output("means", OnnxBytes.FLOAT, -1, 3)
        .write(folder.resolve("several.onnx"));
  }

  /** One operator from N×3×8×8 images to an output: mostly wrong ones. */
  static Path single(Path folder, String operator) throws IOException {
    OnnxGraph graph = new OnnxGraph(operator);
    String input = graph.input("images", Element.FLOAT32, -1, 3, 8, 8);
    graph.node(operator, List.of(input), List.of("output"));
    graph.output("output", -1, -1, -1, -1);
    return Files.write(folder.resolve(operator + ".onnx"), graph.toByteArray());
  }

  /**
   * A TorchScript module without parameters, as torch.jit.save writes it.
   *
   * @param expression of a tensor x, in TorchScript's serialised form
   */
  static Path torchScript(Path folder, String expression) throws IOException {
    return torchScript(folder, expression, "Tensor");
  }

  /** One that gives something else than a tensor, in TorchScript's words. */
  static Path torchScript(Path folder, String expression, String type) throws IOException {
    String code =
        """
        class Net(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.Net,
            x: Tensor) -> %s:
            return %s
        """
            .formatted(type, expression);
    Path file = folder.resolve("net.pt");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      // An instance of Net with {"training": False}, and an empty tuple: pickle protocol 2.
      store(
          zip, "data.pkl", "\u0080\u0002c__torch__\nNet\n)\u0081}(X\u0008\0\0\0training\u0089ub.");
      store(zip, "code/__torch__.py", code);
      store(zip, "constants.pkl", "\u0080\u0002).");
      store(zip, "version", "3\n");
    }
    return file;
  }

  private static void store(ZipOutputStream zip, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry("net/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
