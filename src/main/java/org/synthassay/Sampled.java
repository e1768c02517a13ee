package org.synthassay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.math.Compared;
import org.synthassay.spark.listing.Sampling;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spark.vectors.EmbeddingSets;

/**
 * The listing with {@code rank} and what is not taken marked as not sampled.
 *
 * @param taken a short text that changes with the images that are taken and their ranks
 * @param images how many they are
 * @param embeddings where the sets are finished embeddings
 * @param found the section of metrics.json
 */
record Sampled(
    Dataset<Row> table,
    Stage stage,
    String taken,
    long images,
    @Nullable EmbeddingSets embeddings,
    ObjectNode found) {

  static Sampled of(AuditContext audit, Listed listed) {
    Compared<Map<String, Long>> inputs = listed.census().found();
    Sampling sampling = Sampling.of(inputs, audit.config().sample());
    Stage stage = audit.plan().sample(listed.census().fingerprint());
    long seed = audit.config().seed();
    Dataset<Row> marked = audit.stages().table(stage, done -> sampling.mark(listed.table(), seed));
    Compared<Sampling.Taken> counts = Sampling.taken(marked);
    audit.checks().sampled(listed.table(), inputs, counts.map(Sampling.Taken::images));
    Compared<Boolean> grouped = audit.config().sets().map(Sampled::hasGroups);
    audit.checks().groups("real", grouped.real(), counts.real().grouped());
    audit.checks().groups("synthetic", grouped.synthetic(), counts.synthetic().grouped());
    long images = counts.real().images() + counts.synthetic().images();
    ObjectNode found = AuditResults.of(Map.of("sample", section(sampling)));
    String taken = images + ":" + (counts.real().hash() ^ counts.synthetic().hash());
    return new Sampled(marked, stage, taken, images, listed.embeddings(), found);
  }

  /** The shortfall is absent where classes were not looked at. */
  private static Map<String, List<Map<String, Object>>> section(Sampling sampling) {
    return sampling.byClass()
        ? Map.of(
            "shortfall",
            sampling.shortfall().stream()
                .map(
                    s ->
                        Map.<String, Object>of(
                            "class", s.label(), "wanted", s.wanted(), "got", s.got()))
                .toList())
        : Map.of();
  }

  private static boolean hasGroups(SetOptions set) {
    return !(set.group() instanceof GroupSource.None);
  }
}
