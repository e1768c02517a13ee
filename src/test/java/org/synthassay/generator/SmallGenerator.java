package org.synthassay.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.synthassay.embedding.OnnxGraph;
import org.synthassay.embedding.OnnxGraph.Attribute;
import org.synthassay.embedding.OnnxGraph.Element;

/** Small networks that tests write themselves. */
public final class SmallGenerator {

  public static final int SIDE = 16;
  public static final int COEFFICIENTS = 4;

  private SmallGenerator() {}

  /** denoiser.onnx and decoder.onnx of two classes of grey pictures of 16×16. */
  public static void write(Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<CosineGenerator.ClassPictures> classes = new ArrayList<>();
    for (int c = 0; c < 2; c++) {
      List<float[]> pictures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        float[] picture = new float[SIDE * SIDE];
        double slope = random.nextDouble(-1, 1);
        for (int p = 0; p < picture.length; p++) {
          double x = p % SIDE / (double) SIDE - 0.5;
          double y = p / SIDE / (double) SIDE - 0.5;
          picture[p] = (float) ((c == 0 ? x : y) * slope + 0.2 * random.nextDouble(-1, 1));
        }
        pictures.add(picture);
      }
      classes.add(new CosineGenerator.ClassPictures(pictures));
    }
    Schedule schedule = Schedule.scaledLinear(0.002, 0.02, 1000);
    CosineGenerator.Files files =
        new CosineGenerator(schedule, 1, COEFFICIENTS, SIDE).learn(classes);
    Files.createDirectories(folder);
    Files.write(folder.resolve("denoiser.onnx"), files.denoiser());
    Files.write(folder.resolve("decoder.onnx"), files.decoder());
  }

  /** A denoiser that divides by zero for class 1. */
  public static void writeBroken(Path file) throws IOException {
    OnnxGraph graph = new OnnxGraph("broken");
    String x = graph.input("x_t", Element.FLOAT32, -1, 1, COEFFICIENTS, COEFFICIENTS);
    String t = graph.input("t", Element.INT64, -1);
    String condition = graph.input("condition", Element.INT64, -1);
    String never = graph.node("Mul", List.of(t, graph.longs("zero", 0)));
    String label = graph.node("Add", List.of(condition, never));
    String floats = graph.node("Cast", List.of(label), Attribute.of("to", 1));
    String left = graph.node("Sub", List.of(graph.floats("one", new float[] {1}, 1), floats));
    String shaped = graph.node("Reshape", List.of(left, graph.longs("dims", -1, 1, 1, 1)));
    graph.node("Div", List.of(x, shaped), List.of("eps"));
    graph.output("eps", -1, 1, COEFFICIENTS, COEFFICIENTS);
    Files.write(file, graph.toByteArray());
  }

  /** One float input of any name and shape, given back. */
  public static void writeIdentity(Path file, String input, long... dims) throws IOException {
    OnnxGraph graph = new OnnxGraph("identity");
    graph.node("Identity", List.of(graph.input(input, Element.FLOAT32, dims)), List.of("same"));
    graph.output("same", dims);
    Files.write(file, graph.toByteArray());
  }
}
