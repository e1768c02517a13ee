package org.synthassay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.generator.SmallGenerator;
import org.synthassay.spark.run.LocalSpark;

/** What is wrong with a generator is said before the first image: file, place, value and rule. */
class WrongGeneratorTest {

  private static final SparkSession SPARK = LocalSpark.session();
  private static final String OTHER = "0123456789abcdef".repeat(4);
  private static final String DIFFUSION = "generator.diffusion.";

  private final Path folder;

  WrongGeneratorTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    SmallGenerator.write(folder);
  }

  private void generate(String... overrides) {
    String conf =
        """
        generate {
          output = "%1$s/out"
          classes { up { class = 1, images = 4 }, across { class = 0, images = 4 } }
          generator { diffusion {
            denoiser = "%1$s/denoiser.onnx", decoder = "%1$s/decoder.onnx", shape = [1, 4, 4]
            schedule { cosine {} }, sampler { steps = 5, grid = trailing }
          } }
          batch = 4
        }
        """
            .formatted(folder);
    Generate.run(ConfigReader.generate(ConfigText.of("x.conf", conf), List.of(overrides)), SPARK);
  }

  private void assertWrong(String message, String... overrides) {
    assertThatThrownBy(() -> generate(overrides))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generator.diffusion.sampler.steps=1001 | steps must be a whole number from 1 to the"
            + " schedule's 1000, got 1001",
        "generator.diffusion.sampler={steps=null, grid=[0, 500, 400]} | times must rise from 0 or"
            + " more, got 400 behind 500",
        "generator.diffusion.sampler={steps=null, grid=[0, 1000]} | times must be below the"
            + " schedule's 1000, got 1000",
        "generator.diffusion.sampler.eta=2 | eta must be a number from 0 to 1, got 2.0",
        "generator.diffusion.sampler.grid=two-sides | must be leading, trailing, linspace or"
            + " two-sided",
        "generator.diffusion.guidance={scale=2} | needs negative = other-class or a class number",
        "generator.diffusion.schedule={cosine=null, betas=[0.1, 1.5]} | beta 1 is 1.5",
        "generator.diffusion.denoiser=unet.bin | must be an ONNX (.onnx) or TorchScript (.pt) file",
        "generator.diffusion.denoiser=unet.pt | needs sha256 or trust = true beside it: TorchScript"
            + " is a program",
        "generator.diffusion.decoder={file=vae.pt, trust=false} | needs sha256 or trust = true",
        "generator.diffusion.denoiser={file=unet.onnx, sha256=abc} | must be auto or the 64 hex",
        "generator.diffusion.step=3 | unknown key",
        "generator.one-shot.z.size=4 | needs exactly one of diffusion, one-shot and diffusers",
        "images=5 | needs either images or classes",
        "classes.across.class=1 | must be a number of its own",
        "only=[8] | only names image 8: numbers go from 0 to 7",
        "batch=0 | must be a whole number from 1 to 65536",
        "shards.format=rar | must be tar, zip or parquet"
      })
  void aWrongSettingIsNamed(String override, String message) {
    assertWrong(message, override);
  }

  @Test
  void aNetworkThatIsNotThereIsNamed() {
    assertWrong(
        "gone.onnx: must be a file, and there is none",
        DIFFUSION + "denoiser=" + folder + "/gone.onnx");
  }

  @Test
  void aWrongNameListsWhatTheFileOffers() {
    assertWrong(
        "inputs.t = time: the file has no such input, it offers"
            + " x_t float [?, 1, 4, 4], t int64 [?], condition int64 [?]",
        DIFFUSION + "inputs.t=time");
    assertWrong(
        "output = noise: the file offers eps float [?, 1, 4, 4]", DIFFUSION + "output=noise");
  }

  @Test
  void aWrongShapeOrTypeIsNamedWithTheFilesOwn() {
    assertWrong(
        "inputs.x is x_t float [?, 1, 4, 4], and is fed [4, 2, 4, 4]",
        DIFFUSION + "shape=[2, 4, 4]");
    assertWrong(
        "inputs.x is t int64 [?], and must be float32",
        DIFFUSION + "inputs={x=t, t=condition, class=x_t}");
  }

  @Test
  void aNetworkThatTakesMoreOrLessIsRefused() throws IOException {
    assertWrong("takes more than it is given: condition int64 [?]", "classes=null", "images=3");
    SmallGenerator.writeIdentity(folder.resolve("denoiser.onnx"), "x", -1, 1, 4, 4);
    assertWrong("inputs.t (by position): the file has no such input, it offers x float");
  }

  @Test
  void aClassThatTheNetworkDoesNotKnowIsNamed() {
    assertWrong("class 2: ", "classes.third={class=2, images=1}");
  }

  @Test
  void aBatchOfItsOwnIsNamed() throws IOException {
    SmallGenerator.writeIdentity(folder.resolve("decoder.onnx"), "z", 2, 1, 4, 4);
    assertWrong("takes 2 images at once, batch is 4");
  }

  @Test
  void aFileThatIsNoNetworkIsNamed() throws IOException {
    Files.writeString(folder.resolve("denoiser.onnx"), "<html>not found</html>");
    assertWrong("denoiser.onnx: is a web page");
    Files.writeString(folder.resolve("denoiser.onnx"), "not a network");
    assertWrong("denoiser.onnx: must be a whole ONNX file");
  }

  @Test
  void aNetworkThatIsAnotherThanConfiguredIsNamed() {
    assertWrong(
        "denoiser.onnx: must have the SHA-256 that is configured, " + OTHER,
        DIFFUSION + "denoiser={file=\"" + folder + "/denoiser.onnx\", sha256=" + OTHER + "}");
  }

  @Test
  void aFolderOfOtherFilesIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/thesis.txt"), "precious");
    assertWrong("holds other files, such as 'thesis.txt'");
  }
}
