package org.synthassay.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.synthassay.embedding.OnnxGraph.Attribute;

/**
 * Writes GIST (Oliva and Torralba 2001) as an ONNX graph: N×3×128×128 RGB in 0..1 to N×2176.
 *
 * <p>Filters are products of matrices: a column filter is a banded 128×128 matrix from the left, a
 * row filter one from the right, reflection at the border folded in. The image's mean is taken off
 * first: the filters are zero-mean, and float32 cancels less.
 */
final class GistGraph {

  static final int SIDE = 128;
  static final int DIMENSION = 2176;
  private static final int CELL = 16;
  private static final int PLANES = GaborBank.SCALES * GaborBank.ANGLES;
  private static final float ENERGY_FLOOR = 1e-4f;

  private final OnnxGraph graph = new OnnxGraph("gist");

  private GistGraph() {}

  /** The ONNX file; the same bytes everywhere. */
  static byte[] bytes() {
    return new GistGraph().write();
  }

  private byte[] write() {
    String images = graph.input("images", OnnxGraph.Element.FLOAT32, -1, 3, SIDE, SIDE);
    // BT.601 luma, R − G, (R + G)/2 − B.
    float[] mix = {0.299f, 0.587f, 0.114f, 1, -1, 0, 0.5f, 0.5f, -1};
    String opponents = node("Conv", images, graph.floats("mix", mix, 3, 3, 1, 1));
    graph.node(
        "Split",
        List.of(opponents, graph.longs("parts", 1, 2)),
        List.of("luma", "colour"),
        Attribute.of("axis", 1));
    String texture = flat(texture(energies("luma")));
    String colour = flat(node("Mul", cells("colour"), scalar("eight", 8)));
    graph.node("Concat", List.of(texture, colour), List.of("embedding"), Attribute.of("axis", 1));
    graph.output("embedding", -1, DIMENSION);
    return graph.toByteArray();
  }

  /** Cell means of even² + odd²: the angles of 0..π/2, then their mirror images. */
  private String energies(String luma) {
    String mean = graph.node("ReduceMean", List.of(luma), Attribute.list("axes", 2, 3));
    String centred = node("Sub", luma, mean);
    String rowCos = node("MatMul", centred, bank("row_cos", f -> rows(f.rowCos())));
    String rowSin = node("MatMul", centred, bank("row_sin", f -> rows(f.rowSin())));
    String cosCos =
        node("MatMul", bank("cos_even", f -> columns(f.columnCos(), f.evenNorm())), rowCos);
    String sinSin =
        node("MatMul", bank("sin_even", f -> columns(f.columnSin(), f.evenNorm())), rowSin);
    String cosSin =
        node("MatMul", bank("cos_odd", f -> columns(f.columnCos(), f.oddNorm())), rowSin);
    String sinCos =
        node("MatMul", bank("sin_odd", f -> columns(f.columnSin(), f.oddNorm())), rowCos);
    String zeroMean = node("Sub", cosCos, node("Mul", box(centred), evenMeans()));
    String direct = energy(node("Sub", zeroMean, sinSin), node("Add", cosSin, sinCos));
    String mirrored = energy(node("Add", zeroMean, sinSin), node("Sub", cosSin, sinCos));
    return graph.node("Concat", List.of(direct, mirrored), Attribute.of("axis", 1));
  }

  /** ½·ln(energy + 1e-4) in the order scale, orientation. */
  private String texture(String energies) {
    String ordered =
        graph.node(
            "Gather", List.of(energies, graph.longs("order", order())), Attribute.of("axis", 1));
    String logarithm =
        graph.node("Log", List.of(node("Add", ordered, scalar("floor", ENERGY_FLOOR))));
    return node("Mul", logarithm, scalar("half", 0.5f));
  }

  private static long[] order() {
    int half = GaborBank.ORIENTATIONS / 2;
    return IntStream.range(0, GaborBank.SCALES * GaborBank.ORIENTATIONS)
        .mapToLong(
            i -> {
              int plane = i / GaborBank.ORIENTATIONS * GaborBank.ANGLES;
              int orientation = i % GaborBank.ORIENTATIONS;
              return orientation <= half
                  ? plane + orientation
                  : PLANES + plane + GaborBank.ORIENTATIONS - orientation;
            })
        .toArray();
  }

  private String energy(String even, String odd) {
    return cells(node("Add", node("Mul", even, even), node("Mul", odd, odd)));
  }

  /** Sums over the 31×31 window: what the mean of an even kernel multiplies. */
  private String box(String centred) {
    double[] ones = new double[GaborBank.TAPS];
    Arrays.fill(ones, 1);
    String rows = graph.floats("box_rows", rows(ones), SIDE, SIDE);
    String columns = graph.floats("box_columns", columns(ones, 1), SIDE, SIDE);
    return node("MatMul", columns, node("MatMul", centred, rows));
  }

  private String evenMeans() {
    float[] means = new float[PLANES];
    for (int plane = 0; plane < PLANES; plane++) {
      GaborBank.Factors factors = factors(plane);
      means[plane] = (float) (factors.evenMean() / factors.evenNorm());
    }
    return graph.floats("even_means", means, PLANES, 1, 1);
  }

  private interface FilterMatrix {
    float[] of(GaborBank.Factors factors);
  }

  private String bank(String name, FilterMatrix matrix) {
    float[] matrices = new float[PLANES * SIDE * SIDE];
    for (int plane = 0; plane < PLANES; plane++) {
      System.arraycopy(matrix.of(factors(plane)), 0, matrices, plane * SIDE * SIDE, SIDE * SIDE);
    }
    return graph.floats(name, matrices, PLANES, SIDE, SIDE);
  }

  private static GaborBank.Factors factors(int plane) {
    return GaborBank.factors(plane / GaborBank.ANGLES, plane % GaborBank.ANGLES);
  }

  /** M[source][target], for image · M. */
  private static float[] rows(double[] taps) {
    return matrix(taps, 1, SIDE, 1);
  }

  /** M[target][source], for M · image, divided by the kernel's norm. */
  private static float[] columns(double[] taps, double norm) {
    return matrix(taps, norm, 1, SIDE);
  }

  private static float[] matrix(double[] taps, double norm, int sourceStep, int targetStep) {
    double[] sums = new double[SIDE * SIDE];
    for (int target = 0; target < SIDE; target++) {
      for (int tap = 0; tap < taps.length; tap++) {
        int source = reflected(target + tap - taps.length / 2);
        sums[source * sourceStep + target * targetStep] += taps[tap] / norm;
      }
    }
    float[] matrix = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      matrix[i] = (float) sums[i];
    }
    return matrix;
  }

  /** Border reflected about the edge pixel: −1 → 1, 128 → 126. */
  private static int reflected(int i) {
    return i < 0 ? -i : i < SIDE ? i : 2 * SIDE - 2 - i;
  }

  private String cells(String planes) {
    return graph.node(
        "AveragePool",
        List.of(planes),
        Attribute.list("kernel_shape", CELL, CELL),
        Attribute.list("strides", CELL, CELL));
  }

  private String flat(String tensor) {
    return graph.node("Flatten", List.of(tensor), Attribute.of("axis", 1));
  }

  private String scalar(String name, float value) {
    return graph.floats(name, new float[] {value}, 1);
  }

  private String node(String operator, String left, String right) {
    return graph.node(operator, List.of(left, right));
  }
}
