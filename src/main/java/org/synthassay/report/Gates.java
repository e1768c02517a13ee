package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.synthassay.calibration.HalfScore;
import org.synthassay.distance.DistanceScore;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.spatial.Feature;

/** The limits that an audit must keep: which scores can be limited, and whether they were kept. */
public final class Gates {

  private static final String NEIGHBOURS =
      "(manifold|group_aware)\\.("
          + any(ManifoldScore.values(), score -> score.score().key())
          + "|without_radius(\\.SET)?)";
  private static final String DISTANCE =
      "distance\\.("
          + any(DistanceScore.values(), score -> score.score().key())
          + ")(\\.[a-z_]+)?"
          + "|distance\\.fid_influence\\.(images|fid_without|share)";

  /** Every number of metrics.json that says something about the sets. */
  private static final Pattern KNOWN =
      Pattern.compile(
          Stream.of(
                  "(encoders\\.[^.]+\\.)?(" + NEIGHBOURS + "|" + DISTANCE + ")",
                  "classifier\\.(classic\\.)?((linear|rbf)\\.(f1|f1_real|balanced_accuracy|auc"
                      + "|(separation|one_a_group)\\.(auc|low|high|z|p))|floor_f1)",
                  "spatial\\.("
                      + any(Feature.values(), Feature::key)
                      + ")\\."
                      + "(cliffs_delta|ks|SET\\.(mean|sd|quantiles\\.[a-z0-9]+))",
                  "SET\\.(listed|listed_images|repeated|left_out|not_sampled|sampled|used|rejected)",
                  "identical\\.(real|synthetic|across)",
                  "(encoders\\.[^.]+\\.)?calibration\\.(group_aware\\.)?(scores\\.)?"
                      + "("
                      + any(HalfScore.values(), score -> score.name().toLowerCase(Locale.ROOT))
                      + "|fid|kid)"
                      + "(\\.((half_|real_|ratio_)?(low|high)|value|half|real|ratio))?")
              .map(pattern -> pattern.replace("SET", "(real|synthetic)"))
              .collect(Collectors.joining("|")));

  private Gates() {}

  private static <T> String any(T[] registry, Function<T, String> key) {
    return Arrays.stream(registry).map(key).map(Pattern::quote).collect(Collectors.joining("|"));
  }

  /** Refuses a gate on a score that no audit computes; needs no results, so it runs first. */
  public static void requireKnown(List<Gate> gates) {
    for (Gate gate : gates) {
      if (!KNOWN.matcher(gate.key()).matches()) {
        throw new IllegalArgumentException(
            "gate "
                + gate.key()
                + " is no score of metrics.json; allowed are paths such as manifold.precision,"
                + " group_aware.recall, manifold.copies.exact, distance.fid, classifier.linear.f1,"
                + " spatial.biq.cliffs_delta, calibration.precision.ratio, synthetic.rejected");
      }
    }
  }

  /** One verdict a gate, in their order; both limits inclusive, a missing score fails. */
  public static List<GateVerdict> judge(List<Gate> gates, JsonNode metrics) {
    requireKnown(gates);
    return gates.stream().map(gate -> judge(gate, metrics)).toList();
  }

  /** A gate may name calibration.precision.ratio: the list of scores goes without saying. */
  private static String path(String key) {
    return key.replaceFirst(
        "(calibration(?:\\.group_aware)?)\\.(?!group_aware|scores)", "$1.scores.");
  }

  private static GateVerdict judge(Gate gate, JsonNode metrics) {
    Scores scores = new Scores(metrics);
    OptionalDouble score = scores.number(path(gate.key()));
    if (score.isEmpty() && scores.at(path(gate.key())).isContainerNode()) {
      throw new IllegalArgumentException(
          "gate " + gate.key() + " must name one number, and this is a group of them");
    }
    return GateVerdict.of(gate, score.isPresent() ? (Double) score.getAsDouble() : null);
  }
}
