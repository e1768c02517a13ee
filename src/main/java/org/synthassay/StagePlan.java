package org.synthassay;

import java.util.ArrayList;
import java.util.List;
import org.synthassay.config.AuditConfig;
import org.synthassay.distance.DistanceScore;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.manifold.RowVerdict;
import org.synthassay.spark.extract.ExtractionOptions;
import org.synthassay.spark.join.JoinOptions;
import org.synthassay.spark.join.JoinResult;
import org.synthassay.spark.run.Stages.Stage;

/**
 * What every stage of an audit reads: whole records of the configuration, and the stages before it.
 * A stage is done again when any of it is another.
 */
record StagePlan(AuditConfig config) {
  /** The stage that leaves listing/, images/ and what else users read. */
  static final String TABLES = "tables";

  /** How many images of each set and class keep a small picture. */
  static final int SAMPLES_SHOWN = 20;

  /**
   * @param listing of all inputs, by its fingerprint
   */
  Stage sample(String listing) {
    return Stage.of("sample", listing, config.sample(), config.seed());
  }

  /**
   * @param taken the sampled inputs, by their fingerprint
   */
  Stage extract(String encoder, String taken, ModelFacts facts) {
    return Stage.of(
        own("extract", encoder),
        taken,
        reading(encoder),
        network(encoder).forFingerprint(),
        facts.forFingerprint());
  }

  /** For finished embeddings, which no network of this audit made. */
  Stage embedded(String taken, int dimension) {
    return Stage.of("extract", taken, dimension, config.spatial());
  }

  Stage compare(String encoder, Stage extracted) {
    return Stage.of(
        own("compare", encoder),
        extracted.fingerprint(),
        comparing(),
        List.of(ManifoldScore.values()),
        List.of(DistanceScore.values()),
        List.of(RowVerdict.values()),
        JoinResult.FURTHER);
  }

  Stage classify(Stage extracted) {
    return Stage.of("classify", extracted.fingerprint(), config.classifier(), config.seed());
  }

  Stage measure(Stage extracted) {
    return Stage.of("measure", extracted.fingerprint(), RunReport.DISTRIBUTIONS);
  }

  /**
   * @param compared by the audit's own encoder
   * @param further what the others extracted
   */
  Stage tables(Stage sampled, Stage compared, List<Stage> further) {
    List<String> others = new ArrayList<>();
    further.forEach(stage -> others.add(stage.name() + stage.fingerprint()));
    return Stage.of(TABLES, sampled.fingerprint(), compared.fingerprint(), others, config.report());
  }

  /** What the pass over the pixels is told; a further encoder only embeds. */
  ExtractionOptions reading(String encoder) {
    var all =
        new ExtractionOptions(
            config.prepare(),
            config.limits(),
            config.spatial().features(),
            config.seed(),
            SAMPLES_SHOWN);
    return encoder.equals(AuditConfig.MAIN) ? all : all.embeddingOnly();
  }

  /** What the comparison of two sets of embeddings is told. */
  JoinOptions comparing() {
    return new JoinOptions(config.manifold(), config.calibration(), config.seed());
  }

  EmbeddingOptions network(String encoder) {
    return config.encoders().getOrDefault(encoder, config.embedding());
  }

  /** The audit's own encoder's stages carry no name. */
  static String own(String step, String encoder) {
    return encoder.equals(AuditConfig.MAIN) ? step : step + "-" + encoder;
  }
}
