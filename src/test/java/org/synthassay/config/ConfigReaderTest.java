package org.synthassay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.synthassay.classifier.ClassifierOptions;
import org.synthassay.classifier.ClassifierOptions.Kernel;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.generator.OneShotOptions;
import org.synthassay.image.Colour;
import org.synthassay.image.Crop;
import org.synthassay.image.DepthWindow;
import org.synthassay.image.Limits;
import org.synthassay.image.PrepareOptions;
import org.synthassay.input.SampleOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.report.Gate;
import org.synthassay.report.ReportOptions;
import org.synthassay.shard.ArrayLayout;
import org.synthassay.shard.ShardFormat;

class ConfigReaderTest {

  private static final String SETS = "audit { real.images = a, synthetic.images = b }\n";

  private static AuditConfig read(String text, String... overrides) {
    return ConfigReader.read(ConfigText.of("dir/study.v2.conf", text), List.of(overrides));
  }

  @Test
  void defaultsAreThoseOfTheDesign() {
    AuditConfig config = read(SETS);

    assertThat(config.name()).isEqualTo("study.v2");
    assertThat(config.seed()).isEqualTo(20240131);
    assertThat(config.output()).isEqualTo("runs/study.v2");
    assertThat(config.sets().real().source()).isEqualTo(new SetSource.Images(List.of("a")));
    assertThat(config.sets().real().label()).isEqualTo(LabelSource.none());
    assertThat(config.sets().synthetic().group()).isEqualTo(new GroupSource.None());
    assertThat(config.sample()).isEqualTo(new SampleOptions(true, true, null));
    assertThat(config.prepare().real())
        .isEqualTo(new PrepareOptions(new Crop.None(), 256, Colour.AUTO))
        .isEqualTo(config.prepare().synthetic());
    assertThat(config.limits()).isEqualTo(new Limits(100_000_000, 268_435_456));
    assertThat(config.embedding())
        .isEqualTo(
            new EmbeddingOptions(
                EmbeddingOptions.GIST,
                EngineChoice.AUTO,
                ResizeMode.AUTO,
                Normalisation.AUTO,
                32,
                DeviceChoice.AUTO,
                null,
                null));
    assertThat(config.manifold()).isEqualTo(new ManifoldOptions(3, List.of(1, 3, 5, 10)));
    List<Double> grid = List.of(0.01, 0.1, 1.0, 10.0, 100.0);
    assertThat(config.classifier())
        .isEqualTo(new ClassifierOptions(0.1, 5, List.of(Kernel.LINEAR, Kernel.RBF), grid, grid));
    assertThat(config.rejectedMaxFraction()).isEqualTo(0.01);
    assertThat(config.gates()).isEmpty();
    assertThat(config.report()).isEqualTo(new ReportOptions(ReportOptions.Ids.FULL, true));
  }

  @Test
  void everySettingIsRead() {
    AuditConfig config =
        read(
            """
            audit {
              name = "NIH chest X-rays, AC-GAN", seed = -7, output = "s3a://bucket/run"
              real {
                manifest {
                  file = train.csv, path-column = Path, root = "s3a://bucket/"
                  where { "Frontal/Lateral" = Frontal, "AP/PA" = [AP, PA] }
                }
                label { from.manifest.column = Cardiomegaly, classes { yes = [1.0], no = 0.0 } }
                group { column = patient }
              }
              synthetic {
                images = ["s", "t/*.tar"], format = tar, label.from = sidecar, group = "(p\\\\d+)_"
                prepare { crop = center, colour = grey }
              }
              sample { balance = false, equal = false, per-set = 100 }
              prepare { crop.random { size = 512, per-image = 4 }, size = none, colour = rgb
                window { low = -100, high = 1e3 } }
              limits { max-pixels = 1e6, max-bytes = 1000 }
              embedding {
                model = "s3a://models/i.pt", engine = pytorch, resize = clean, normalise = unit
                batch = 8, device = gpu, trust = true
              }
              manifold { k = 5, sweep = [] }
              classifier { train = 0.5, folds = 3, kernels = rbf, c = [1], gamma = [2, 1] }
              rejected.max-fraction = 0
              gates {
                "manifold.precision" { min = 0.6 }, distance.fid.max = 50
                manifold { recall { min = 0.1, max = 0.9 } }
              }
              report { ids = hashed, thumbnails = false }
            }
            """);

    assertThat(config.seed()).isEqualTo(-7);
    assertThat(config.output()).isEqualTo("s3a://bucket/run");
    assertThat(config.sets().real().source())
        .isEqualTo(
            new SetSource.Manifest(
                "train.csv",
                "Path",
                "s3a://bucket/",
                Map.of("Frontal/Lateral", List.of("Frontal"), "AP/PA", List.of("AP", "PA"))));
    assertThat(config.sets().real().label())
        .isEqualTo(
            new LabelSource(
                LabelFrom.MANIFEST,
                "Cardiomegaly",
                Map.of("yes", List.of("1.0"), "no", List.of("0.0"))));
    assertThat(config.sets().real().group()).isEqualTo(new GroupSource.Column("patient"));
    assertThat(config.sets().synthetic().source())
        .isEqualTo(
            new SetSource.Images(List.of("s", "t/*.tar"), ShardFormat.TAR, null, ArrayLayout.AUTO));
    assertThat(config.sets().synthetic().label().from()).isEqualTo(LabelFrom.SIDECAR);
    assertThat(config.sets().synthetic().group()).isEqualTo(new GroupSource.IdPattern("(p\\d+)_"));
    assertThat(config.sample()).isEqualTo(new SampleOptions(false, false, 100));
    DepthWindow window = new DepthWindow(-100, 1000);
    assertThat(config.prepare().real())
        .isEqualTo(new PrepareOptions(new Crop.Random(512, 4), null, Colour.RGB, window));
    assertThat(config.prepare().synthetic())
        .isEqualTo(new PrepareOptions(new Crop.Center(), null, Colour.GREY, window));
    assertThat(config.limits()).isEqualTo(new Limits(1_000_000, 1000));
    assertThat(config.embedding())
        .isEqualTo(
            new EmbeddingOptions(
                "s3a://models/i.pt",
                EngineChoice.PYTORCH,
                ResizeMode.CLEAN,
                Normalisation.UNIT,
                8,
                DeviceChoice.GPU,
                null,
                null));
    assertThat(config.manifold()).isEqualTo(new ManifoldOptions(5, List.of()));
    assertThat(config.classifier())
        .isEqualTo(
            new ClassifierOptions(0.5, 3, List.of(Kernel.RBF), List.of(1.0), List.of(1.0, 2.0)));
    assertThat(config.rejectedMaxFraction()).isZero();
    assertThat(config.gates())
        .containsExactlyInAnyOrder(
            new Gate("manifold.precision", 0.6, null),
            new Gate("distance.fid", null, 50.0),
            new Gate("manifold.recall", 0.1, 0.9));
    assertThat(config.report()).isEqualTo(new ReportOptions(ReportOptions.Ids.HASHED, false));
  }

  @Test
  void resolvedTextReadsBackAsTheSameAudit() {
    AuditConfig config =
        read(
            """
            audit {
              real { manifest { file = a, path-column = p, where { v = [1.0] } }, group = "(\\\\d+)" }
              real.label { from.manifest.column = c, classes { yes = [1.0], "n.o" = ["0"] } }
              synthetic.images = b # a comment
              prepare.crop.random.size = 99
              gates { "manifold.precision".min = 0.6 }
            }
            """);

    AuditConfig again =
        ConfigReader.read(ConfigText.of("audit.conf", config.resolved()), List.of());

    assertThat(again).usingRecursiveComparison().ignoringFields("origins").isEqualTo(config);
    assertThat(config.resolved()).doesNotContain("#").contains("max-bytes");
  }

  @Test
  void aFurtherEncoderTakesBatchAndDeviceOfTheFirstAndNothingElse() {
    AuditConfig config =
        read(
            """
            audit {
              real.images = r, synthetic.images = s
              embedding { model = i.pt, trust = true, resize = clean, side = 96, batch = 8, device = cpu }
              encoders { dino { model = d.onnx, normalise = imagenet }, gist { batch = 4, model = "builtin:gist" } }
            }
            """);

    assertThat(config.encoders())
        .containsExactly(
            Map.entry("dino", encoder("d.onnx", Normalisation.IMAGENET, 8)),
            Map.entry("gist", encoder("builtin:gist", Normalisation.AUTO, 4)));
    assertThat(config.resolved()).contains("dino").contains("d.onnx");
  }

  private static EmbeddingOptions encoder(String model, Normalisation normalise, int batch) {
    return new EmbeddingOptions(
        model, EngineChoice.AUTO, ResizeMode.AUTO, normalise, batch, DeviceChoice.CPU, null, null);
  }

  @Test
  void embeddingsReplaceImages() {
    AuditConfig config =
        read(
            "audit { real.embeddings = r.npy, synthetic.embeddings = s, synthetic.group.column = g"
                + " }");

    assertThat(config.sets().real().source()).isEqualTo(new SetSource.Embeddings("r.npy"));
    assertThat(config.sets().synthetic().group()).isEqualTo(new GroupSource.Column("g"));
  }

  @Test
  void laterOverrideWinsOverEarlierAndFileAndDefault() {
    AuditConfig config =
        read(SETS + "audit { seed = 1, manifold.k = 2 }", "seed=3", "audit.seed=4", "manifold.k=9");

    assertThat(config.seed()).isEqualTo(4);
    assertThat(config.manifold().k()).isEqualTo(9);
  }

  @Test
  void overridesTakeUrisListsBlocksAndNull() {
    AuditConfig config =
        read(
            SETS + "audit.prepare.crop.random.size = 9",
            "output=s3a://bucket/a b?c=d",
            "real.images=null",
            "real.manifest={file = m.csv, path-column = p}",
            "real.manifest.where.\"a=b\"=[x, y]",
            "manifold.sweep=[1,2]",
            "prepare.crop=center",
            "name=\"q\"");

    assertThat(config.output()).isEqualTo("s3a://bucket/a b?c=d");
    assertThat(config.name()).isEqualTo("q");
    assertThat(config.sets().real().source())
        .isEqualTo(new SetSource.Manifest("m.csv", "p", null, Map.of("a=b", List.of("x", "y"))));
    assertThat(config.manifold().sweep()).containsExactly(1, 2);
    assertThat(config.prepare().real().crop()).isEqualTo(new Crop.Center());
  }

  @Test
  void namesOfTheUsersOwnAreSubstitutedAlsoFromTheCommandLine() {
    String text =
        """
        let { data = "local" }
        audit { real.images = ${let.data}"/r", synthetic.images = ${let.data}"/s", output = ${audit.name} }
        """;

    AuditConfig config = read(text, "let.data=s3a://bucket");

    assertThat(config.sets().real().source())
        .isEqualTo(new SetSource.Images(List.of("s3a://bucket/r")));
    assertThat(config.output()).isEqualTo("study.v2");
    assertThat(config.resolved()).doesNotContain("let");
  }

  @Test
  void outputIsNamedAfterTheAudit() {
    assertThat(read(SETS, "name=NIH chest X-rays / AC-GAN (late)").output())
        .isEqualTo("runs/NIH-chest-X-rays-AC-GAN-late");
    assertThat(read(SETS, "name=../..").output()).isEqualTo("runs/audit");
    assertThat(read(SETS, "name=胸部").output()).isEqualTo("runs/胸部");
  }

  @Test
  void secretsAreMaskedInTheResolvedText() {
    AuditConfig config =
        read(
            """
            audit {
              real.manifest { file = "s3a://KEY:SECRET@bucket/a.csv", path-column = p
                where { patient-token = [abc, def] } }
              synthetic.images = ["https://store/c?sv=1&sig=HIDDEN&x=2", "hdfs://node:8020/a@b"]
            }
            """);

    assertThat(config.resolved())
        .doesNotContain("SECRET", "HIDDEN", "abc", "KEY:")
        .contains("s3a://***:***@bucket/a.csv", "?sv=1&sig=***&x=2", "hdfs://node:8020/a@b");
    assertThat(config.sets().real().source().toString()).contains("KEY:SECRET@");
  }

  @Test
  void demoIsInTheJar() throws Exception {
    AuditConfig demo = ConfigReader.demo("my \"demo\"", OptionalLong.of(5));

    assertThat(demo.output()).isEqualTo("my \"demo\"/audit");
    assertThat(demo.seed()).isEqualTo(5);
    assertThat(demo.sets().map(set -> set.label().from()).synthetic())
        .isEqualTo(LabelFrom.DIRECTORY);
    assertThat(demo.sets().real().group()).isEqualTo(new GroupSource.IdPattern("(patient\\d+)_"));
    assertThat(ConfigReader.demo("runs/demo", OptionalLong.empty()))
        .usingRecursiveComparison()
        .ignoringFields("origins")
        .isEqualTo(study("demo"));
  }

  private static AuditConfig study(String name) throws Exception {
    String text = Files.readString(Path.of("conf", name + ".conf"));
    return ConfigReader.read(ConfigText.of("conf/" + name + ".conf", text), List.of());
  }

  @Test
  void chestXrayStudyHasThePapersNumbers() throws Exception {
    AuditConfig config = study("chestxray");

    assertThat(config.sample()).isEqualTo(new SampleOptions(true, true, 15_738));
    assertThat(config.sets().real().label().classes())
        .isEqualTo(Map.of("Cardiomegaly", List.of("1.0"), "No_Cardiomegaly", List.of("0.0")));
    assertThat(config.sets().real().source())
        .isEqualTo(
            new SetSource.Manifest(
                "data/chestxray/CheXpert-v1.0-small/train.csv",
                "Path",
                "data/chestxray",
                Map.of("Frontal/Lateral", List.of("Frontal"))));
    assertThat(config.manifold().k()).isEqualTo(3);
    assertThat(config.classifier().train()).isEqualTo(0.1);
  }

  @Test
  void fundusStudyParses() throws Exception {
    AuditConfig config = study("fundus");

    assertThat(config.sample()).isEqualTo(new SampleOptions(true, true, 6540));
    assertThat(config.sets().real().label().classes()).containsOnlyKeys("RG", "NRG");
    assertThat(config.manifold().k()).isEqualTo(3);
  }

  @Test
  void histologyStudyCutsWindowsOutOfRealImagesOnly() throws Exception {
    AuditConfig config = study("histology");

    assertThat(config.prepare().real().crop()).isEqualTo(new Crop.Random(512, 38));
    assertThat(config.prepare().synthetic().crop()).isEqualTo(new Crop.None());
    assertThat(config.prepare().real().size()).isEqualTo(512);
  }

  @Test
  void aLongValueIsFoundByAllOfIt() {
    String folder = "/data/" + "very-long-name/".repeat(20) + "real";
    AuditConfig config =
        ConfigReader.read(
            ConfigText.of(
                "x.conf",
                "audit {\n real.images = [a, \"" + folder + "\"]\n synthetic.images = s\n}"),
            List.of());
    assertThat(config.origins().keysOf(folder)).containsExactly("audit.real.images");
    assertThat(config.origins().wrong("audit.real.images", "no such folder"))
        .hasMessageStartingWith("x.conf:2: audit.real.images = [\"a\",");
  }

  @Test
  void everyStudyDrawsThePapersNumbers() throws Exception {
    assertThat(drawn("chestxray").plan().images()).isEqualTo(15_738);
    assertThat(drawn("fundus").plan().images()).isEqualTo(6540);
    assertThat(drawn("histology").plan().images()).isEqualTo(6000);
    assertThat(drawn("chestxray").generator())
        .isInstanceOfSatisfying(
            DiffusionOptions.class,
            options -> assertThat(options.sampler().grid().times()).hasSize(150));
    assertThat(drawn("histology").generator()).isInstanceOf(OneShotOptions.class);
  }

  private static GenerateConfig drawn(String name) throws Exception {
    String file = "conf/" + name + ".conf";
    return ConfigReader.generate(ConfigText.of(file, Files.readString(Path.of(file))), List.of());
  }
}
