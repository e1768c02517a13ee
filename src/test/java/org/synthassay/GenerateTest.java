package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.generator.SmallGenerator;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.run.StageException;

/** {@code synthassay generate} whole, with networks that the test writes itself. */
class GenerateTest {

  private static final SparkSession SPARK = LocalSpark.session();

  private final Path folder;

  GenerateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void networks() throws IOException {
    SmallGenerator.write(folder);
  }

  private Outcome generate(String output, String... overrides) {
    String conf =
        """
        generate {
          output = "%1$s/%2$s"
          classes { up { class = 1, images = 13 }, across { class = 0, images = 10 } }
          shards { images-per-shard = 5 }
          generator { diffusion {
            denoiser = "%1$s/denoiser.onnx", decoder = "%1$s/decoder.onnx", shape = [1, 4, 4]
            schedule { scaled-linear { start = 0.002, end = 0.02 } }
            sampler { steps = 5, grid = two-sided, eta = 1.0 }
          } }
          batch = 3
        }
        """
            .formatted(folder, output);
    return Generate.run(
        ConfigReader.generate(ConfigText.of("small.conf", conf), List.of(overrides)), SPARK);
  }

  /** Every file of an output but generate.json, by name. */
  private Map<String, String> shards(String output) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      Map<String, String> shards = new TreeMap<>();
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("shard")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        shards.put(file.getFileName().toString(), Arrays.hashCode(bytes) + "/" + bytes.length);
      }
      return shards;
    }
  }

  /** The members of a tar. */
  private Map<String, byte[]> members(String shard) throws IOException {
    Map<String, byte[]> members = new TreeMap<>();
    byte[] bytes = Files.readAllBytes(folder.resolve(shard));
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        members.put(e.getName(), tar.readAllBytes());
      }
    }
    return members;
  }

  @Test
  void shardsHoldPicturesLabelsAndProvenance() throws IOException {
    assertThat(generate("a")).isEqualTo(Outcome.DONE);

    assertThat(shards("a").keySet())
        .containsExactly(
            "shard-000000.tar",
            "shard-000001.tar",
            "shard-000002.tar",
            "shard-000003.tar",
            "shard-000004.tar");
    // across comes before up, by name: images 0 to 9, then 10 to 22.
    Map<String, byte[]> last = members("a/shard-000004.tar");
    assertThat(last.keySet())
        .containsExactly(
            "000000020.cls",
            "000000020.json",
            "000000020.png",
            "000000021.cls",
            "000000021.json",
            "000000021.png",
            "000000022.cls",
            "000000022.json",
            "000000022.png");
    assertThat(new String(last.get("000000022.cls"), StandardCharsets.UTF_8)).isEqualTo("1");
    String beside = new String(last.get("000000022.json"), StandardCharsets.UTF_8);
    assertThat(beside)
        .startsWith("{\"label\":\"up\",\"class\":1,\"number\":22,\"noise\":22,\"provenance\":{")
        .contains("\"seed\":20240131", "\"file\":\"denoiser.onnx\",\"sha256\":\"", "\"eta\":");
    String told = Files.readString(folder.resolve("a/generate.json"));
    assertThat(told).contains("\"surviving_detail\"", "\"across\" : 10", "\"images\" : 23");
  }

  @Test
  void anImageAloneIsThePictureItIsAmongAll() throws IOException {
    generate("all");
    generate("one", "only=[17, 3]");

    assertThat(shards("one").keySet()).containsExactly("shard-000000.tar", "shard-000003.tar");
    Map<String, byte[]> among = members("all/shard-000003.tar");
    assertThat(members("one/shard-000003.tar"))
        .hasSize(3)
        .allSatisfy((name, content) -> assertThat(among.get(name)).isEqualTo(content));
  }

  @Test
  void finishedShardsAreKeptAndOnlyTheMissingOnesDrawn() throws IOException {
    generate("a");
    Map<String, String> whole = shards("a");
    Files.delete(folder.resolve("a/shard-000002.tar"));
    Files.writeString(folder.resolve("a/shard-000001.tar"), "not touched again");

    generate("a");

    assertThat(shards("a").get("shard-000002.tar")).isEqualTo(whole.get("shard-000002.tar"));
    assertThat(Files.readString(folder.resolve("a/shard-000001.tar")))
        .isEqualTo("not touched again");
  }

  @Test
  void aKilledRunIsCompletedToTheSameBytes() throws IOException {
    generate("whole");
    SparkListener killer =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.stageId() > 0 && Files.exists(folder.resolve("killed/shard-000000.tar"))) {
              SPARK.sparkContext().cancelAllJobs();
            }
          }
        };
    SPARK.sparkContext().addSparkListener(killer);
    try {
      assertThatThrownBy(() -> generate("killed")).isInstanceOf(IllegalStateException.class);
    } finally {
      SPARK.sparkContext().removeSparkListener(killer);
    }
    int kept = shards("killed").size();
    assertThat(kept).isBetween(1, 4);

    generate("killed");

    assertThat(shards("killed")).isEqualTo(shards("whole"));
    assertThat(folder.resolve("killed/_drawing")).doesNotExist();
  }

  @Test
  void aNetworkThatGivesNoNumberIsNamedWithImageAndStep() throws IOException {
    SmallGenerator.writeBroken(folder.resolve("denoiser.onnx"));

    assertThatThrownBy(() -> generate("nan"))
        .isInstanceOf(StageException.class)
        .hasMessageMatching(
            "image 1\\d: the network gave NaN or infinity at step 1 of 5 \\(t = 999\\); finished"
                + " shards are kept");
    assertThat(shards("nan").keySet()).contains("shard-000000.tar");
  }

  @Test
  void otherSettingsNeedAnotherFolder() {
    generate("a", "only=[1]");
    assertThatThrownBy(() -> generate("a", "only=[1]", "seed=7"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("generate.output")
        .hasMessageContaining("holds another generator's images: seed is 20240131 there, 7 here");
    assertThatThrownBy(() -> generate("a", "only=[2]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("only is [1] there, [2] here");
    assertThatThrownBy(() -> generate("a", "only=[1]", "generator.diffusion.sampler.steps=6"))
        .hasMessageContaining("settings.generator.diffusion.sampler.steps is 5 there, 6 here");
  }

  @Test
  void commonNoiseMakesPairsWhoseNoiseIsTheirGroup() throws IOException {
    generate("pairs", "common-noise=true", "only=[2, 12]");
    String first = text(members("pairs/shard-000000.tar"), "000000002.json");
    String second = text(members("pairs/shard-000002.tar"), "000000012.json");
    assertThat(first).contains("\"group\":\"noise-2\"", "\"noise\":2");
    assertThat(second).contains("\"group\":\"noise-2\"", "\"number\":12", "\"noise\":2");
  }

  private static String text(Map<String, byte[]> members, String name) {
    return new String(members.get(name), StandardCharsets.UTF_8);
  }
}
