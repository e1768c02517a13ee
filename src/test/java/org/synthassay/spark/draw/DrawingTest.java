package org.synthassay.spark.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.NetworkSource;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.generator.Guidance;
import org.synthassay.generator.Plan;
import org.synthassay.generator.Plan.PlannedClass;
import org.synthassay.generator.Prediction;
import org.synthassay.generator.Quantise;
import org.synthassay.generator.SamplerOptions;
import org.synthassay.generator.Schedule;
import org.synthassay.generator.SmallGenerator;
import org.synthassay.generator.TimeGrid;
import org.synthassay.image.Limits;
import org.synthassay.shard.Cursor;
import org.synthassay.shard.Listed;
import org.synthassay.shard.MadeFormat;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.HadoopShardFile;
import org.synthassay.spark.run.LocalSpark;

class DrawingTest {

  private static final SparkSession SPARK = LocalSpark.session();

  private final Path folder;

  DrawingTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    SmallGenerator.write(folder);
  }

  private DrawRecipe recipe(MadeFormat format) {
    var hadoop = SPARK.sparkContext().hadoopConfiguration();
    NetworkSource denoiser = NetworkSource.of(folder.resolve("denoiser.onnx").toString());
    NetworkSource decoder = NetworkSource.of(folder.resolve("decoder.onnx").toString());
    DiffusionOptions options =
        new DiffusionOptions(
            denoiser,
            DiffusionOptions.Inputs.BY_POSITION,
            null,
            decoder,
            List.of(1, SmallGenerator.COEFFICIENTS, SmallGenerator.COEFFICIENTS),
            Prediction.EPSILON,
            Schedule.scaledLinear(0.002, 0.02, 1000),
            new SamplerOptions(
                SamplerOptions.Method.DDIM,
                TimeGrid.of(TimeGrid.Spacing.TRAILING, 4, 1000, 0),
                SamplerOptions.Previous.GRID,
                0.5,
                null,
                SamplerOptions.Last.ONE,
                SamplerOptions.Variance.FIXED_SMALL),
            Guidance.NONE,
            DiffusionOptions.Latent.AS_IT_IS);
    return new DrawRecipe(
        options,
        List.of(StoredNetwork.of(denoiser, hadoop), StoredNetwork.of(decoder, hadoop)),
        new Plan(
            List.of(new PlannedClass("up", 1, 20), new PlannedClass("across", 0, 20)),
            true,
            5,
            List.of()),
        7,
        4,
        DeviceChoice.AUTO,
        Quantise.ROUND,
        format,
        "{\"seed\":7}");
  }

  private Map<String, Integer> drawn(DrawRecipe recipe, String output, int tasks)
      throws IOException {
    Drawing drawing = new Drawing(SPARK, recipe, folder.resolve(output).toString());
    List<Integer> shards = drawing.missing();
    drawing.draw(shards, tasks, SPARK.sparkContext().longAccumulator());
    assertThat(drawing.missing()).isEmpty();
    Map<String, Integer> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        found.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(MadeFormat.class)
  void oneAndSevenTasksWriteTheSameBytes(MadeFormat format) throws IOException {
    Map<String, Integer> one = drawn(recipe(format), "one", 1);
    assertThat(one).hasSize(8);
    assertThat(drawn(recipe(format), "seven", 7)).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(MadeFormat.class)
  void shardsAreReadWithLabelAndGroup(MadeFormat format) throws IOException {
    drawn(recipe(format), "out", 2);
    List<Listed> listed = new ArrayList<>();
    for (int shard : new int[] {0, 7}) {
      String file = folder.resolve("out/shard-00000" + shard + "." + format.extension()).toString();
      HadoopShardFile shardFile =
          HadoopShardFile.of(file, -1, SPARK.sparkContext().hadoopConfiguration());
      ShardOptions options = ShardOptions.of(new Limits(1 << 20, 1 << 20));
      try (Cursor<Listed> rows = ShardFormat.of(file).orElseThrow().list(shardFile, options)) {
        rows.forEachRemaining(listed::add);
      }
    }
    List<Listed> images = listed.stream().filter(row -> !row.ignored()).toList();
    assertThat(images).hasSize(10).allMatch(row -> row.rejected() == null);
    // StyleGAN's dataset.json holds numbers.
    boolean numbers = format == MadeFormat.ZIP;
    assertThat(images.get(0).label()).isEqualTo(numbers ? "0" : "across");
    assertThat(images.get(9).label()).isEqualTo(numbers ? "1" : "up");
    assertThat(images.get(0).group()).isEqualTo("noise-0");
    assertThat(images.get(9).group()).isEqualTo("noise-19");
    assertThat(images.get(9).member()).contains("39.png");
  }

  @Test
  void whatIsThereAlreadyStays() throws IOException {
    DrawRecipe recipe = recipe(MadeFormat.TAR);
    Drawing drawing = new Drawing(SPARK, recipe, folder.resolve("out").toString());
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/shard-000003.tar"), "another attempt's");
    drawing.draw(List.of(3, 4), 2, SPARK.sparkContext().longAccumulator());
    assertThat(Files.readString(folder.resolve("out/shard-000003.tar")))
        .isEqualTo("another attempt's");
    assertThat(drawing.missing()).containsExactly(0, 1, 2, 5, 6, 7);
  }
}
