package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.spark.run.Stages.Stage;

/** Every setting of reference.conf is changed, and exactly the stages that read it run again. */
class StagePlanTest {
  private static final String NONE = "";
  private static final String SECOND = " extract-second compare-second";
  private static final String COMPARED = "compare compare-second tables";
  private static final String OWN = "extract compare classify measure tables";
  private static final String READ = OWN + SECOND;
  private static final String ALL = "sample " + READ;

  /**
   * What is set, the changed key last, and which stages then run again.
   *
   * @param settings separated by blanks
   */
  record Change(String settings, String stages) {
    String key() {
      String last = settings.substring(settings.lastIndexOf(' ') + 1);
      return last.substring(0, last.indexOf('='));
    }
  }

  static Stream<Change> changes() {
    Stream<Change> ofSets =
        Stream.of("real", "synthetic")
            .flatMap(
                set ->
                    Stream.of(
                        new Change(set + ".images=[\"/c\"]", ALL),
                        new Change(set + ".format=image", ALL),
                        new Change(set + ".member=\".img.png\"", ALL),
                        new Change(set + ".layout=picture", ALL),
                        new Change(set + ".label.from=directory", ALL),
                        new Change(
                            set + ".label.from=directory " + set + ".label.classes.a=[b]", ALL),
                        new Change(set + ".group=\"(\\\\d+)\"", ALL),
                        new Change(set + ".prepare.size=32", READ)));
    return Stream.concat(
        ofSets,
        Stream.of(
            new Change("name=other", NONE),
            new Change("output=/elsewhere", NONE),
            new Change("seed=2", ALL),
            new Change("sample.balance=false", ALL),
            new Change("sample.equal=false", ALL),
            new Change("sample.per-set=24", ALL),
            new Change("prepare.crop=center", READ),
            new Change("prepare.size=48", READ),
            new Change("prepare.colour=grey", READ),
            new Change("prepare.window={low=0,high=4095}", READ),
            new Change("limits.max-pixels=1000", READ),
            new Change("limits.max-bytes=1000", READ),
            new Change("spatial.features=[classic,intensity]", OWN),
            new Change("embedding.model=another.onnx", OWN),
            new Change("embedding.engine=onnxruntime", OWN),
            new Change("embedding.resize=clean", OWN),
            new Change("embedding.normalise=imagenet", OWN),
            new Change("embedding.side=48", OWN),
            new Change("embedding.output=features", OWN),
            new Change("embedding.sha256=" + "0123456789abcdef".repeat(4), OWN),
            new Change("embedding.batch=7", NONE),
            new Change("embedding.device=cpu", NONE),
            new Change("embedding.trust=true", NONE),
            new Change("embedding.model=moved/net.onnx", NONE),
            new Change("encoders.second.side=48", "tables" + SECOND),
            new Change("encoders.second.resize=clean", "tables" + SECOND),
            new Change("encoders.second.batch=7", NONE),
            new Change("manifold.k=2", COMPARED),
            new Change("manifold.sweep=[1]", COMPARED),
            new Change("calibration.splits=10", COMPARED),
            new Change("classifier.train=0.3", "classify"),
            new Change("classifier.folds=3", "classify"),
            new Change("classifier.kernels=[rbf]", "classify"),
            new Change("classifier.c=[2]", "classify"),
            new Change("classifier.gamma=[2]", "classify"),
            new Change("rejected.max-fraction=0.5", NONE),
            new Change("gates.\"manifold.precision\".min=0.1", NONE),
            new Change("report.ids=hashed", "tables"),
            new Change("report.thumbnails=false", "tables")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aSettingRedoesWhatReadsIt(Change change) {
    AuditConfig before = config("");
    AuditConfig after = config(change.settings());
    assertThat(after.resolved()).isNotEqualTo(before.resolved());
    Map<String, String> old = fingerprints(before);
    Set<String> again = new TreeSet<>();
    fingerprints(after)
        .forEach(
            (stage, fingerprint) -> {
              if (!fingerprint.equals(old.get(stage))) {
                again.add(stage);
              }
            });
    assertThat(again).isEqualTo(names(change.stages()));
  }

  @Test
  void noSettingIsForgotten() {
    Path reference =
        Path.of(System.getProperty("basedir", "."), "src/main/resources/reference.conf");
    List<String> changed = changes().map(Change::key).toList();
    List<String> keys = new ArrayList<>();
    leaves("", ConfigFactory.parseFile(reference.toFile()).getObject("audit"), keys);
    assertThat(keys).hasSizeGreaterThan(30);
    for (String key : keys) {
      assertThat(changed).as(key).anyMatch(c -> c.equals(key) || c.startsWith(key + "."));
    }
  }

  private static void leaves(String path, ConfigObject object, List<String> found) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = path + entry.getKey();
      if (entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()) {
        leaves(key + ".", inner, found);
      } else {
        found.add(key);
      }
    }
  }

  private static AuditConfig config(String settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "real.images=[\"/a\"]",
                "synthetic.images=[\"/b\"]",
                "embedding.model=net.onnx",
                "encoders.second.model=second.onnx"));
    Stream.of(settings.split(" ")).filter(setting -> !setting.isEmpty()).forEach(all::add);
    return ConfigReader.read(ConfigText.of("test.conf", ""), all);
  }

  /** The sets stand for their listing, what is sampled of them for what is taken. */
  private static Map<String, String> fingerprints(AuditConfig config) {
    StagePlan plan = new StagePlan(config);
    String listing = config.sets().toString();
    String taken = listing + config.sample() + config.seed();
    ModelFacts facts = new ModelFacts("net", "1f", "engine", 8, 64, "tf1", "fid", "out", "cpu");
    Stage sampled = plan.sample(listing);
    Stage extracted = plan.extract(AuditConfig.MAIN, taken, facts);
    Stage second = plan.extract("second", taken, facts);
    Stage compared = plan.compare(AuditConfig.MAIN, extracted);
    return Stream.of(
            sampled,
            extracted,
            compared,
            plan.classify(extracted),
            plan.measure(extracted),
            second,
            plan.compare("second", second),
            plan.tables(sampled, compared, List.of(second)))
        .collect(
            Collectors.toMap(Stage::name, Stage::fingerprint, (a, b) -> a, LinkedHashMap::new));
  }

  private static Set<String> names(String stages) {
    return Stream.of(stages.split(" "))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
