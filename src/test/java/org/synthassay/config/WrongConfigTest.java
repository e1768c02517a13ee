package org.synthassay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong configuration is refused in one message: place, key, value, what is allowed. */
class WrongConfigTest {

  static Stream<Wrong> lines() {
    return Stream.of(
        // Unknown keys.
        new Wrong(
            "manifold.kk = 3",
            "x.conf:3: audit.manifold.kk = 3: unknown key, did you mean audit.manifold.k?"
                + " Allowed here: k, sweep"),
        new Wrong(
            "embeding { model = a.onnx }",
            "x.conf:3: audit.embeding = { model }: unknown key, did you mean audit.embedding?"
                + " Allowed here: name, seed, output, real, synthetic, sample, prepare, limits,"
                + " spatial, embedding, encoders, manifold, calibration, classifier, rejected,"
                + " gates, report"),
        new Wrong("k = 3", "x.conf:3: audit.k = 3: unknown key, did you mean audit.manifold.k?"),
        new Wrong(
            "real.imges = b",
            "x.conf:3: audit.real.imges = \"b\": unknown key, did you mean audit.real.images?"),
        new Wrong(
            "zzzzzz = 3", "x.conf:3: audit.zzzzzz = 3: unknown key. Allowed here: name, seed,"),
        new Wrong(
            "synthetic.label.column = a",
            "x.conf:3: audit.synthetic.label.column = \"a\": unknown key, did you mean"
                + " audit.synthetic.label.from.manifest.column? Allowed here: from, classes"),
        new Wrong("images = a", "unknown key, did you mean audit.real.images?"),
        new Wrong(
            "prepare.crop { randm { size = 9 } }",
            "x.conf:3: audit.prepare.crop.randm = { size }: unknown key, did you mean"
                + " audit.prepare.crop.random? Allowed here: random"),
        new Wrong(
            "gates { manifold.precision { minimum = 0.6 } }",
            "x.conf:3: audit.gates.manifold.precision.minimum = 0.6: unknown key."
                + " Allowed here: min, max"),
        // Whole numbers.
        new Wrong(
            "manifold.k = 0",
            "x.conf:3: audit.manifold.k = 0: must be a whole number from 1 to 1000"),
        new Wrong(
            "manifold.k = three",
            "x.conf:3: audit.manifold.k = \"three\": must be a whole number from 1 to 1000"),
        new Wrong(
            "manifold.k = 2.5",
            "x.conf:3: audit.manifold.k = 2.5: must be a whole number from 1 to 1000"),
        new Wrong(
            "manifold.k = [3]",
            "x.conf:3: audit.manifold.k = [3]: must be a whole number from 1 to 1000"),
        new Wrong(
            "manifold.sweep = ["
                + java.util.stream.IntStream.range(2, 42)
                    .mapToObj(String::valueOf)
                    .collect(java.util.stream.Collectors.joining(","))
                + "]",
            "at most 30 different k can be asked for, got 41, with manifold.k and 1 among them"),
        new Wrong(
            "manifold.sweep = [1, 0, 5]",
            "x.conf:3: audit.manifold.sweep[1] = 0: must be a whole number from 1 to 1000"),
        new Wrong("seed = today", "x.conf:3: audit.seed = \"today\": must be a whole number"),
        new Wrong(
            "seed = 9223372036854775808",
            "x.conf:3: audit.seed = \"9223372036854775808\": must be a whole number"),
        new Wrong(
            "sample.per-set = 0",
            "x.conf:3: audit.sample.per-set = 0: must be max or a whole number >= 1"),
        new Wrong(
            "prepare.size = 2",
            "x.conf:3: audit.prepare.size = 2: must be none or a whole number from 3 to 65536"),
        new Wrong(
            "prepare.crop.random.size = 2",
            "x.conf:3: audit.prepare.crop.random.size = 2: must be a whole number from 3 to 65536"),
        new Wrong(
            "prepare.crop.random { size = 9, per-image = 0 }",
            "x.conf:3: audit.prepare.crop.random.per-image = 0: must be a whole number >= 1"),
        new Wrong(
            "limits.max-pixels = 8",
            "x.conf:3: audit.limits.max-pixels = 8: must be a whole number >= 9"),
        new Wrong(
            "limits.max-bytes = -1",
            "x.conf:3: audit.limits.max-bytes = -1: must be a whole number >= 1"),
        new Wrong(
            "encoders { dino { modl = a.onnx } }",
            "x.conf:3: audit.encoders.dino.modl = \"a.onnx\": unknown key, did you mean"
                + " audit.encoders.dino.model?"),
        new Wrong("encoders { dino { resize = clean } }", "needs model"),
        new Wrong(
            "encoders { main { model = a.onnx } }",
            "must be named with letters, digits, _ and -, and not main"),
        new Wrong(
            "encoders { \"a/../b\" { model = a.onnx } }",
            "must be named with letters, digits, _ and -, and not main"),
        new Wrong(
            "encoders { dino { model = a.onnx, resize = bicubic } }",
            "x.conf:3: audit.encoders.dino.resize = \"bicubic\": must be auto, tf1, clean or none"),
        new Wrong(
            "embedding.batch = 0",
            "x.conf:3: audit.embedding.batch = 0: must be a whole number from 1 to 65536"),
        new Wrong(
            "classifier.folds = 1",
            "x.conf:3: audit.classifier.folds = 1: must be a whole number >= 2"),
        // Numbers.
        new Wrong(
            "classifier.train = 0",
            "x.conf:3: audit.classifier.train = 0: must be a number above 0 and below 1"),
        new Wrong(
            "classifier.train = 1.0",
            "x.conf:3: audit.classifier.train = 1.0: must be a number above 0 and below 1"),
        new Wrong(
            "classifier.train = 10%",
            "x.conf:3: audit.classifier.train = \"10%\": must be a number"),
        new Wrong(
            "classifier.c = 1e999",
            "x.conf:3: audit.classifier.c = 1e999: must be a finite number"),
        new Wrong(
            "classifier.c = [1, -1]", "x.conf:3: audit.classifier.c[1] = -1: must be a number > 0"),
        new Wrong(
            "classifier.gamma = []",
            "x.conf:3: audit.classifier.gamma = []: must hold at least one element"),
        new Wrong(
            "rejected.max-fraction = 1.5",
            "x.conf:3: audit.rejected.max-fraction = 1.5: must be a number from 0 to 1"),
        new Wrong(
            "rejected.max-fraction = NaN",
            "x.conf:3: audit.rejected.max-fraction = \"NaN\": must be a number"),
        new Wrong(
            "gates.\"distance.fid\".max = low",
            "x.conf:3: audit.gates.distance.fid.max = \"low\": must be a number"),
        // Choices, flags, texts, blocks.
        new Wrong(
            "classifier.kernels = [linear, poly]",
            "x.conf:3: audit.classifier.kernels[1] = \"poly\": must be linear or rbf"),
        new Wrong(
            "embedding.device = cuda",
            "x.conf:3: audit.embedding.device = \"cuda\": must be auto, cpu or gpu"),
        new Wrong(
            "embedding { model = a.onnx, side = 2 }",
            "x.conf:3: audit.embedding.side = 2: must be auto or a whole number from 3 to 65536"),
        new Wrong(
            "embedding { model = a.onnx, sha256 = abc }",
            "x.conf:3: audit.embedding.sha256 = \"abc\": must be auto or the 64 hex digits of a"
                + " SHA-256"),
        new Wrong(
            "embedding { model = a.onnx, resize = bicubic }",
            "x.conf:3: audit.embedding.resize = \"bicubic\": must be auto, tf1, clean or none"),
        new Wrong(
            "embedding { model = a.onnx, normalise = none }",
            "x.conf:3: audit.embedding.normalise = \"none\": must be auto, fid, imagenet, unit or"
                + " raw"),
        new Wrong(
            "embedding.engine = tensorflow",
            "x.conf:3: audit.embedding.engine = \"tensorflow\": must be auto, onnxruntime or"
                + " pytorch"),
        new Wrong(
            "embedding.model = inception.h5",
            "x.conf:3: audit.embedding.model = \"inception.h5\": must be builtin:gist or end in"
                + " .onnx or .pt"),
        new Wrong(
            "prepare.colour = gray",
            "x.conf:3: audit.prepare.colour = \"gray\": must be auto, grey or rgb"),
        new Wrong(
            "prepare.window = full",
            "x.conf:3: audit.prepare.window = \"full\": must be auto or { low = value, high = value"
                + " }"),
        new Wrong(
            "prepare.window { low = 9, high = 9 }",
            "x.conf:3: audit.prepare.window = { high, low }: needs low < high, got 9.0 and 9.0"),
        new Wrong(
            "prepare.window { low = 9 }", "x.conf:3: audit.prepare.window = { low }: needs high"),
        new Wrong(
            "prepare.crop = random",
            "x.conf:3: audit.prepare.crop = \"random\": must be none, center or"
                + " { random { size = pixels, per-image = windows } }"),
        new Wrong(
            "prepare.crop.random.per-image = 4",
            "x.conf:3: audit.prepare.crop.random = { per-image }: needs size"),
        new Wrong(
            "report.ids = none", "x.conf:3: audit.report.ids = \"none\": must be full or hashed"),
        new Wrong(
            "report.thumbnails = 1",
            "x.conf:3: audit.report.thumbnails = 1: must be true or false"),
        new Wrong(
            "sample.balance = maybe",
            "x.conf:3: audit.sample.balance = \"maybe\": must be true or false"),
        new Wrong("name = \" \"", "x.conf:3: audit.name = \" \": must be a text that is not blank"),
        new Wrong("output = []", "x.conf:3: audit.output = []: must be a text that is not blank"),
        new Wrong("sample = all", "x.conf:3: audit.sample = \"all\": must be a block { … }"),
        new Wrong("seed = null", "x.conf:3: audit.seed = null: needs a value"),
        // Pairs that contradict each other.
        new Wrong(
            "embedding.resize = clean",
            "x.conf:3: audit.embedding.resize = \"clean\": must be auto, as model is builtin:gist,"
                + " which defines its own"),
        new Wrong(
            "embedding { model = a.pt, engine = onnxruntime }",
            "x.conf:3: audit.embedding.engine = \"onnxruntime\": must be auto or pytorch, which"
                + " reads a.pt"),
        new Wrong(
            "embedding.model = a.pt",
            "x.conf:3: audit.embedding.model = \"a.pt\": needs sha256 or trust = true beside it:"
                + " TorchScript is a program"),
        new Wrong(
            "gates { manifold.recall { min = 0.9, max = 0.1 } }",
            "x.conf:3: audit.gates.manifold.recall = { max, min }: gate manifold.recall needs min"
                + " <= max, got min = 0.9, max = 0.1"),
        new Wrong(
            "gates { manifold.recall {} }",
            "x.conf:3: audit.gates.manifold.recall = {}: gate manifold.recall needs min, max or"
                + " both"),
        // Syntax, substitutions, includes.
        new Wrong(
            "name = ${nobody}",
            "x.conf:3: Could not resolve substitution to a value: ${nobody}: define it in let { … }"
                + " or as an environment variable"),
        new Wrong("name = [", "x.conf:4: List should have ] or a first element after the open ["),
        new Wrong(
            "output = s3a://b",
            "x.conf:3: Expecting close brace } or a comma, got ':'; this is no HOCON: texts with"
                + " other signs than letters and digits need quotes"),
        new Wrong(
            "prepare.crop = random { size = 9 }",
            "x.conf:3: Cannot concatenate object or list with a non-object-or-list; a choice with"
                + " settings is a block with its name, as crop { random { size = 512 } }"),
        new Wrong("prepare {", "x.conf:5: expecting a close brace } here, got: end of file"),
        new Wrong(
            "include \"http://example.org/a.conf\"",
            "x.conf:3: include \"http://example.org/a.conf\": must be a path relative to this"
                + " file"),
        new Wrong(
            "include url(\"https://example.org/a.conf\")",
            "x.conf:3: include \"https://example.org/a.conf\": must be a path relative to this"
                + " file, not url(…)"),
        new Wrong(
            "include file(\"/etc/a.conf\")",
            "x.conf:3: include \"/etc/a.conf\": write include \"relative path\", not file(…)"),
        new Wrong(
            "include classpath(\"a.conf\")",
            "x.conf:3: include \"a.conf\": must be a path relative to this file, not"
                + " classpath(…)"),
        new Wrong(
            "include \"/etc/a.conf\"",
            "x.conf:3: include \"/etc/a.conf\": must be a path relative to this file"),
        new Wrong(
            "include \"absent.conf\"",
            "x.conf:3: include \"absent.conf\": must be a readable file beside this one: nothing"
                + " can be included here"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void wrongLineIsNamed(Wrong wrong) {
    wrong.check();
  }

  static Stream<Wrong> overrides() {
    return Stream.of(
        new Wrong(
            "manifold.k=0",
            "command line: manifold.k=0: audit.manifold.k = \"0\": must be a whole number from 1"
                + " to 1000"),
        new Wrong(
            "audit.manifold.kk=1",
            "command line: audit.manifold.kk=1: audit.manifold.kk = \"1\": unknown key, did you"
                + " mean audit.manifold.k?"),
        new Wrong("verbose", "command line: verbose: must be key=value, such as manifold.k=5"),
        new Wrong("=3", "command line: =3: must be key=value"),
        new Wrong("a..b=3", "command line: a..b=3: must be key=value"),
        new Wrong("manifold.sweep=[1", "command line: manifold.sweep=[1: must be key=value"),
        new Wrong(
            "real.manifest={file=a.csv,path-column=p}",
            "audit.real.manifest = { file, path-column }: only one of images, manifest, embeddings"
                + " may be given, and audit.real.images is too (x.conf:1)"));
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void wrongOverrideIsNamed(Wrong wrong) {
    ConfigText file = ConfigText.of("x.conf", "audit { real.images = a, synthetic.images = b }");

    assertThatThrownBy(() -> ConfigReader.read(file, List.of(wrong.line())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(wrong.message());
  }

  static Stream<Wrong> files() {
    return Stream.of(
        new Wrong("", "x.conf: audit.real = {}: needs images, manifest or embeddings"),
        new Wrong(
            "audit { real.images = a }",
            "x.conf: audit.synthetic = {}: needs images, manifest or embeddings"),
        new Wrong(
            "audti { name = a }",
            "x.conf:1: audti = { name }: unknown key, did you mean audit? Allowed here: audit,"
                + " generate, let"),
        new Wrong("real.images = a", "x.conf:1: real = { images }: unknown key"),
        new Wrong("let = 3", "x.conf:1: let = 3: must be a block { … }"),
        new Wrong("audit = null", "x.conf:1: audit = null: needs a value"),
        new Wrong("audit = 3", "x.conf:1: audit = 3: must be a block { … }"),
        new Wrong(
            "audit { real { embeddings = a.npy, prepare.size = 9 }, synthetic.embeddings = b.npy }",
            "x.conf:1: audit.real.prepare = { size }: must be left out: embeddings are not"
                + " prepared"),
        new Wrong(
            "audit { real { embeddings = a.npy, label.from = directory }"
                + ", synthetic.embeddings = b.npy }",
            "x.conf:1: audit.real.label.from = \"directory\": needs a set with images or a"
                + " manifest"),
        new Wrong(
            "audit { real { embeddings = a.npy, group.column = g }, synthetic.embeddings = b.npy }",
            "x.conf:1: audit.real.group.column = \"g\": an array of NumPy has no columns: use Parquet"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void wrongFileIsNamed(Wrong wrong) {
    assertThatThrownBy(() -> ConfigReader.read(ConfigText.of("x.conf", wrong.line()), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(wrong.message());
  }

  /** Cuts, doubles and swaps characters of a whole configuration: nothing else may escape. */
  @Test
  void damagedFileIsReadOrRefusedInTheOneForm() throws Exception {
    String whole = Files.readString(Path.of("conf/chestxray.conf")).replaceAll("#.*", "");
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      StringBuilder damaged = new StringBuilder(whole);
      int at = random.nextInt(whole.length() - 4);
      switch (random.nextInt(3)) {
        case 0 -> damaged.delete(at, at + 1 + random.nextInt(3));
        case 1 -> damaged.insert(at, "{}[]\",:=$3".charAt(random.nextInt(10)));
        default -> damaged.setCharAt(at, "{}[]\",:=.x".charAt(random.nextInt(10)));
      }
      try {
        ConfigReader.read(ConfigText.of("x.conf", damaged.toString()), List.of());
      } catch (ConfigException e) {
        assertThat(e).hasMessageMatching("(?s)x\\.conf(:\\d+)?: .+");
        refused++;
      }
    }
    assertThat(refused).isBetween(125, 475);
  }
}
