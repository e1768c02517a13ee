package org.synthassay.generator;

import java.util.Arrays;
import java.util.List;
import org.synthassay.embedding.OnnxGraph;
import org.synthassay.embedding.OnnxGraph.Attribute;
import org.synthassay.embedding.OnnxGraph.Element;

/**
 * A small diffusion generator that we write ourselves: a denoiser that is exact for a Gaussian of
 * each class over the lowest cosine coefficients of given pictures, and the cosines as its decoder.
 * The finest coefficients vary least, and are the first that few steps lose.
 *
 * @param coefficients along height and width
 * @param side of the pictures in pixels
 */
public record CosineGenerator(Schedule schedule, int channels, int coefficients, int side) {

  public CosineGenerator {
    if (coefficients < 1 || coefficients > side) {
      throw new IllegalArgumentException(
          "coefficients must be 1 to %d, got %d".formatted(side, coefficients));
    }
  }

  /**
   * Pictures of one class.
   *
   * @param values each channels × side × side, −1..1
   */
  public record ClassPictures(List<float[]> values) {}

  /** Both networks as ONNX files. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Files(byte[] denoiser, byte[] decoder) {}

  /** Learns each class's mean and variance a coefficient; class numbers are places in the list. */
  public Files learn(List<ClassPictures> classes) {
    float[] cosines = cosines();
    int latents = channels * coefficients * coefficients;
    double[][] means = new double[classes.size()][latents];
    double[][] variances = new double[classes.size()][latents];
    double widest = Double.MIN_NORMAL;
    for (int c = 0; c < classes.size(); c++) {
      List<float[]> pictures = classes.get(c).values();
      for (float[] picture : pictures) {
        double[] found = transformed(picture, cosines);
        for (int i = 0; i < latents; i++) {
          found[i] /= fall(i);
        }
        for (int i = 0; i < latents; i++) {
          means[c][i] += found[i] / pictures.size();
          variances[c][i] += found[i] * found[i] / pictures.size();
        }
      }
      for (int i = 0; i < latents; i++) {
        variances[c][i] = Math.max(0, variances[c][i] - means[c][i] * means[c][i]);
        widest = Math.max(widest, variances[c][i]);
      }
    }
    double scale = Math.sqrt(widest);
    return new Files(denoiser(means, variances, scale), decoder(cosines, means[0], scale));
  }

  /** Pictures fall off with frequency: latents are measured against that, and vary alike. */
  private double fall(int latent) {
    int row = latent / coefficients % coefficients;
    int column = latent % coefficients;
    return 1 / (1 + Math.sqrt((double) row * row + (double) column * column));
  }

  /** Orthonormal cosines (DCT-II): side rows of the lowest coefficients. */
  private float[] cosines() {
    float[] cosines = new float[side * coefficients];
    for (int y = 0; y < side; y++) {
      for (int k = 0; k < coefficients; k++) {
        double norm = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / side);
        cosines[y * coefficients + k] =
            (float) (norm * StrictMath.cos(StrictMath.PI * k * (y + 0.5) / side));
      }
    }
    return cosines;
  }

  /** Cᵀ · picture · C, a channel at a time. */
  private double[] transformed(float[] picture, float[] cosines) {
    double[] found = new double[channels * coefficients * coefficients];
    double[] across = new double[coefficients];
    for (int row = 0; row < channels * side; row++) {
      Arrays.fill(across, 0);
      for (int x = 0; x < side; x++) {
        for (int k = 0; k < coefficients; k++) {
          across[k] += picture[row * side + x] * cosines[x * coefficients + k];
        }
      }
      int plane = row / side * coefficients * coefficients;
      for (int j = 0; j < coefficients; j++) {
        double weight = cosines[row % side * coefficients + j];
        for (int k = 0; k < coefficients; k++) {
          found[plane + j * coefficients + k] += weight * across[k];
        }
      }
    }
    return found;
  }

  /** ε = √(1−a)·(x − √a·μ) / (a·λ + 1 − a), in units of the widest coefficient, about class 0. */
  private byte[] denoiser(double[][] means, double[][] variances, double scale) {
    int classes = means.length;
    int latents = means[0].length;
    float[] centres = new float[classes * latents];
    float[] spreads = new float[classes * latents];
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < latents; i++) {
        centres[c * latents + i] = (float) ((means[c][i] - means[0][i]) / scale);
        spreads[c * latents + i] = (float) (variances[c][i] / (scale * scale));
      }
    }
    float[] left = new float[schedule.steps()];
    for (int t = 0; t < left.length; t++) {
      left[t] = (float) schedule.alphaBar(t);
    }
    OnnxGraph graph = new OnnxGraph("denoiser");
    long[] shape = {classes, channels, coefficients, coefficients};
    String x = graph.input("x_t", Element.FLOAT32, -1, channels, coefficients, coefficients);
    String t = graph.input("t", Element.INT64, -1);
    String condition = graph.input("condition", Element.INT64, -1);
    String table = graph.floats("alpha_bar", left, left.length, 1, 1, 1);
    String a = graph.node("Gather", List.of(table, t));
    String mean = graph.node("Gather", List.of(graph.floats("means", centres, shape), condition));
    String spread =
        graph.node("Gather", List.of(graph.floats("variances", spreads, shape), condition));
    String noise = graph.node("Sub", List.of(graph.floats("one", new float[] {1}, 1), a));
    String width = graph.node("Add", List.of(graph.node("Mul", List.of(a, spread)), noise));
    String shown = graph.node("Mul", List.of(graph.node("Sqrt", List.of(a)), mean));
    String off = graph.node("Sub", List.of(x, shown));
    String gain = graph.node("Div", List.of(graph.node("Sqrt", List.of(noise)), width));
    graph.node("Mul", List.of(gain, off), List.of("eps"));
    graph.output("eps", -1, channels, coefficients, coefficients);
    return graph.toByteArray();
  }

  private byte[] decoder(float[] cosines, double[] mean, double scale) {
    float[] centre = new float[mean.length];
    float[] units = new float[mean.length];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = (float) (mean[i] * fall(i));
      units[i] = (float) (scale * fall(i));
    }
    OnnxGraph graph = new OnnxGraph("decoder");
    String z = graph.input("z", Element.FLOAT32, -1, channels, coefficients, coefficients);
    String basis = graph.floats("cosines", cosines, side, coefficients);
    String across = graph.node("Transpose", List.of(basis), Attribute.list("perm", 1, 0));
    long[] shape = {channels, coefficients, coefficients};
    String unit = graph.floats("scale", units, shape);
    String middle = graph.floats("mean", centre, shape);
    String full = graph.node("Add", List.of(graph.node("Mul", List.of(z, unit)), middle));
    String rows = graph.node("MatMul", List.of(basis, full));
    graph.node("MatMul", List.of(rows, across), List.of("image"));
    graph.output("image", -1, channels, side, side);
    return graph.toByteArray();
  }
}
