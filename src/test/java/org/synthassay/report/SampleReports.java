package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Compared;
import org.synthassay.math.Contrast;
import org.synthassay.math.Histogram;
import org.synthassay.spatial.Feature;

/** Invented runs of every shape that a report must show; {@link HtmlReportTest} writes them out. */
final class SampleReports {

  private static final String CONFIG =
      """
      audit {
        name = "Phantom chest films against a blurring generator"
        output = "runs/demo"
        seed = 20240131
        real { images = ["phantoms/real"], label { from = directory }, group = "^(.*/)?(p\\\\d+)_" }
        synthetic { images = ["phantoms/synthetic"], label { from = directory } }
        embedding { model = "builtin:gist", engine = auto, batch = 32 }
      }
      """;

  /** Feature, real mean and sd, synthetic mean and sd. */
  private static final Map<String, double[]> FEATURES =
      Map.of(
          "biq", new double[] {310, 90, 205, 60},
          "tiq", new double[] {5200, 1500, 3900, 1200},
          "liq", new double[] {160, 45, 62, 20},
          "asm", new double[] {0.0031, 0.0011, 0.0037, 0.0013},
          "con", new double[] {84, 21, 71, 19},
          "ent", new double[] {11.2, 0.7, 10.9, 0.8},
          "idm", new double[] {0.31, 0.05, 0.36, 0.05});

  private SampleReports() {}

  /** All parts, with every fault of the demo. */
  static ReportData full() {
    return new ReportData(
        spatial(read("full.json")),
        new Compared<>(thumbnails("real", 20, true), thumbnails("synthetic", 20, true)),
        distributions(),
        pairs(true),
        thumbnails("synthetic", 3, true),
        rejections(),
        CONFIG);
  }

  /** Two tables of embeddings: no pixels, so no features, pictures or labels. */
  static ReportData embeddingsOnly() {
    return new ReportData(
        read("embeddings.json"),
        new Compared<>(List.of(), List.of()),
        List.of(),
        pairs(false),
        List.of(),
        Rejections.none(),
        CONFIG);
  }

  /** Hashed ids, no thumbnails, no classifier, a failed gate, a second encoder and calibration. */
  static ReportData hashed() {
    return new ReportData(
        spatial(read("hashed.json")),
        new Compared<>(thumbnails("real", 8, false), thumbnails("synthetic", 8, false)),
        distributions(),
        pairs(false),
        thumbnails("synthetic", 2, false),
        rejections(),
        CONFIG);
  }

  /** Nothing but a name: all scores skipped. */
  static ReportData nothing() {
    return new ReportData(
        MetricsJson.parse(
            """
            {"audit": {"name": "Too few images"},
             "skipped": [
               {"key": "manifold", "reason": "3 used images are no more than k = 3"},
               {"key": "distance.fid", "reason": "FID needs at least 2 images a set, got 1"},
               {"key": "classifier", "reason": "2 groups are fewer than 5 folds"}]}
            """),
        new Compared<>(List.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        Rejections.none(),
        "");
  }

  static JsonNode read(String name) {
    return MetricsJson.parse(Script.resource("/org/synthassay/report/" + name));
  }

  private static JsonNode spatial(JsonNode metrics) {
    ObjectNode spatial = ((ObjectNode) metrics).putObject("spatial");
    for (String feature : features()) {
      Contrast contrast = Contrast.of(values(feature));
      spatial.set(feature, MetricsJson.tree(Map.of("x", contrast)).get("x"));
    }
    return metrics;
  }

  private static List<Distribution> distributions() {
    return features().stream()
        .map(feature -> new Distribution(feature, Histogram.of(values(feature), 40)))
        .toList();
  }

  private static List<String> features() {
    return Arrays.stream(Feature.values()).map(Feature::key).filter(FEATURES::containsKey).toList();
  }

  private static Compared<double[]> values(String feature) {
    double[] shape = Objects.requireNonNull(FEATURES.get(feature));
    return new Compared<>(
        drawn(feature.hashCode(), shape[0], shape[1]),
        drawn(feature.hashCode() + 1, shape[2], shape[3]));
  }

  private static double[] drawn(long seed, double mean, double sd) {
    Random random = new Random(seed);
    return IntStream.range(0, 900)
        .mapToDouble(i -> mean * Math.exp(sd / mean * random.nextGaussian()))
        .sorted()
        .toArray();
  }

  private static List<Thumbnail> thumbnails(String set, int count, boolean drawn) {
    List<Thumbnail> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String label = i % 2 == 0 ? "healthy" : "effusion";
      images.add(thumbnail(set, label, i, drawn));
    }
    return images;
  }

  private static Thumbnail thumbnail(String set, @Nullable String label, int i, boolean drawn) {
    String id =
        drawn
            ? label + "/p" + (1000 + i * 7) + "_" + set + "_frontal.png"
            : String.format(
                "%016x%016x%016x%016x", i * 77L + 5, ~i * 99L, i * 31L, set.hashCode() * 3L);
    return new Thumbnail(id, label, drawn ? Drawn.chest(set.hashCode() + i) : null);
  }

  private static List<NearestPair> pairs(boolean drawn) {
    List<NearestPair> pairs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Thumbnail real = thumbnail("real", "healthy", 100 + i, drawn);
      Thumbnail synthetic = thumbnail("synthetic", "healthy", 200 + i, drawn);
      boolean copied = drawn && i < 10;
      Thumbnail shown = copied ? new Thumbnail(synthetic.id(), "healthy", real.png()) : synthetic;
      double copy = i < 5 ? 0 : 0.21 * i;
      double distance = copied ? copy : 9 + 0.1 * i;
      pairs.add(new NearestPair(shown, real, distance, i == 11 ? null : 6.3 + i));
    }
    return pairs;
  }

  private static Rejections rejections() {
    return new Rejections(
        new Compared<>(Map.of("truncated", 2L, "empty", 1L), Map.of("undecodable", 1L)),
        List.of(
            new Rejections.Row(
                "real",
                "healthy/p1044_3.png",
                "truncated",
                "healthy/p1044_3.png: the file ends after 20,144 of 61,002 bytes"),
            new Rejections.Row("real", "effusion/p1102_1.png", "empty", "0 bytes"),
            new Rejections.Row(
                "synthetic",
                "notes.png",
                "undecodable",
                "notes.png starts with 'Hello', no image")));
  }
}
