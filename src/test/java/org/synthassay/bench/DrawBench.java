package org.synthassay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.synthassay.embedding.NetworkSource;
import org.synthassay.embedding.Placement;
import org.synthassay.embedding.TensorInput;
import org.synthassay.embedding.TensorInput.Element;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.generator.Batch;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.generator.Drawn;
import org.synthassay.generator.Generators;
import org.synthassay.generator.Guidance;
import org.synthassay.generator.Plan;
import org.synthassay.generator.Prediction;
import org.synthassay.generator.Quantise;
import org.synthassay.generator.SamplerOptions;
import org.synthassay.generator.Schedule;
import org.synthassay.generator.ShardDrawing;
import org.synthassay.generator.TimeGrid;
import org.synthassay.image.PngPicture;
import org.synthassay.shard.MadeFormat;
import org.synthassay.shard.MadeImage;
import org.synthassay.shard.ShardWriter;

/**
 * What the loop around a generator costs: core-seconds of the bare engine's passes over those of
 * drawing, noise, sampler, bytes, PNG and tar included, one thread, batch for batch in turn.
 *
 * <p>Arguments: denoiser, decoder, channels, height and width of the state, batch, steps, eta,
 * rounds.
 */
public final class DrawBench {

  private DrawBench() {}

  public static void main(String... given) throws IOException {
    int[] shape = {
      Integer.parseInt(given[2]), Integer.parseInt(given[3]), Integer.parseInt(given[4])
    };
    int batch = Integer.parseInt(given[5]);
    int steps = Integer.parseInt(given[6]);
    int rounds = Integer.parseInt(given[8]);
    DiffusionOptions options = options(given, shape, steps);
    try (TensorNetwork denoiser = open(given[0]);
        TensorNetwork decoder = open(given[1])) {
      List<TensorInput> state = state(shape, batch);
      List<TensorInput> latents =
          List.of(new TensorInput("z", Element.FLOAT, batch, shape[0], shape[1], shape[2]));
      double bare = 0;
      double drawn = 0;
      for (int round = -1; round < rounds; round++) {
        long start = cpu();
        for (int step = 0; step < steps; step++) {
          denoiser.run(state, null);
        }
        decoder.run(latents, null);
        long between = cpu();
        draw(options, List.of(denoiser, decoder), batch);
        long end = cpu();
        if (round >= 0) { // the first warms up
          bare += (between - start) / 1e9;
          drawn += (end - between) / 1e9;
        }
      }
      System.out.printf(
          "batch %d, %d steps: bare %.3f core-s a batch, drawn %.3f, share %.3f; heap %d MB%n",
          batch, steps, bare / rounds, drawn / rounds, bare / drawn, heap() >> 20);
    }
  }

  private static TensorNetwork open(String file) {
    return TensorNetwork.open(file, Path.of(file), Placement.cpu(1));
  }

  private static List<TensorInput> state(int[] shape, int batch) {
    TensorInput x = new TensorInput("x_t", Element.FLOAT, batch, shape[0], shape[1], shape[2]);
    for (int i = 0; i < batch * shape[0] * shape[1] * shape[2]; i++) {
      x.set(i, Math.sin(i));
    }
    TensorInput t = new TensorInput("t", Element.INT64, batch);
    t.fill(500);
    return List.of(x, t, new TensorInput("condition", Element.INT64, batch));
  }

  private static DiffusionOptions options(String[] given, int[] shape, int steps) {
    return new DiffusionOptions(
        NetworkSource.of(given[0]),
        DiffusionOptions.Inputs.BY_POSITION,
        null,
        NetworkSource.of(given[1]),
        List.of(shape[0], shape[1], shape[2]),
        Prediction.EPSILON,
        Schedule.scaledLinear(0.002, 0.02, 1000),
        new SamplerOptions(
            SamplerOptions.Method.DDIM,
            TimeGrid.of(TimeGrid.Spacing.TWO_SIDED, steps, 1000, 0),
            SamplerOptions.Previous.GRID,
            Double.parseDouble(given[7]),
            null,
            SamplerOptions.Last.ONE,
            SamplerOptions.Variance.FIXED_SMALL),
        Guidance.NONE,
        DiffusionOptions.Latent.AS_IT_IS);
  }

  private static void draw(DiffusionOptions options, List<TensorNetwork> networks, int batch)
      throws IOException {
    Plan plan =
        new Plan(List.of(new Plan.PlannedClass("a", 0, batch)), false, batch, new ArrayList<>());
    Batch size = new Batch(batch, 1);
    ShardDrawing drawing =
        new ShardDrawing(
            Generators.of(options, networks, size, 1), plan, 0, size, Quantise.TRUNCATE);
    try (ShardWriter tar = MadeFormat.TAR.open(OutputStream.nullOutputStream(), "{}")) {
      while (drawing.hasNext()) {
        for (Drawn one : drawing.next()) {
          byte[] png = PngPicture.of(one.bytes(), one.channels(), one.height(), one.width());
          tar.add(new MadeImage(one.subject().number(), 0, 0, "a", null, png));
        }
      }
    }
  }

  /** Of this thread: the engine has no other with one intra-op thread. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
