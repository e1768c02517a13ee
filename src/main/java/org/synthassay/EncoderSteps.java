package org.synthassay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.jspecify.annotations.Nullable;
import org.synthassay.config.AuditConfig;
import org.synthassay.distance.DistanceScore;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.manifold.ManifoldScores;
import org.synthassay.manifold.RowVerdict;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.extract.ExtractionOptions;
import org.synthassay.spark.extract.ShippedModel;
import org.synthassay.spark.join.BlockJoin;
import org.synthassay.spark.join.JoinResult;
import org.synthassay.spark.listing.ImageListing;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spatial.Feature;

/** What an audit does with one network: embeds the images, and compares the sets in its space. */
final class EncoderSteps {
  private final AuditContext audit;
  private final String name;
  private final EmbeddingOptions options;
  private final int thumbnails;

  private @Nullable ModelFacts model;
  private @Nullable Extraction pass;
  private Stage extracted = Stage.of("extract");
  private Stage compared = Stage.of("compare");

  private EncoderSteps(AuditContext audit, String name, EmbeddingOptions options, int thumbnails) {
    this.audit = audit;
    this.name = name;
    this.options = options;
    this.thumbnails = thumbnails;
  }

  /**
   * The audit's own encoder.
   *
   * @param thumbnails how many images of each set and class keep a small picture
   */
  static EncoderSteps main(AuditContext audit, int thumbnails) {
    return new EncoderSteps(audit, AuditConfig.MAIN, audit.config().embedding(), thumbnails);
  }

  /** Those whose scores stand beside it. */
  static List<EncoderSteps> further(AuditContext audit) {
    List<EncoderSteps> further = new ArrayList<>();
    audit
        .config()
        .encoders()
        .forEach((name, options) -> further.add(new EncoderSteps(audit, name, options, 0)));
    return further;
  }

  String name() {
    return name;
  }

  /** The audit's own encoder's stages carry no name. */
  private String own(String step) {
    return name.equals(AuditConfig.MAIN) ? step : step + "-" + name;
  }

  /** Loads the network once, so that a bad one shows before an image is read. */
  void open(Dataset<Row> marked, long images) {
    ShippedModel shipped;
    try {
      shipped = ShippedModel.ship(audit.spark().sparkContext(), options);
    } catch (NoSuchInputException e) {
      throw audit.checks().missing(e);
    }
    ModelFacts facts =
        audit.jobs().stage("model", done -> shipped.facts(audit.spark().sparkContext()));
    audit.jobs().say("model", facts.uri() + " on " + facts.engine() + ", " + facts.device());
    model = facts;
    ExtractionOptions reading = extraction(audit.config());
    pass = new Extraction(reading, shipped);
    extracted =
        Stage.of(
                own("extract"),
                ImageListing.ofTaken(marked),
                reading,
                facts.sha256(),
                facts.engine(),
                facts.resize(),
                facts.normalise())
            .counting(images, "images");
  }

  private ExtractionOptions extraction(AuditConfig config) {
    List<Feature> features = config.spatial().features();
    var all =
        new ExtractionOptions(
            config.prepare(), config.limits(), features, config.seed(), thumbnails);
    return name.equals(AuditConfig.MAIN) ? all : all.embeddingOnly();
  }

  /** The one expensive pass: features and embedding, or the rejection, of every sampled image. */
  Dataset<Row> extract(Dataset<Row> marked, long images) {
    Dataset<Row> rows = extraction().of(marked, images, audit.stages(), extracted);
    new RejectionLimit(audit).ofExtraction(marked, rows);
    return rows;
  }

  /** For finished embeddings, which no network of this audit made. */
  void given(Stage table) {
    extracted = table;
  }

  /** Neighbours, balls and distances between the sets, as sections of metrics.json. */
  String compare(Dataset<Row> used) {
    compared =
        Stage.of(
            own("compare"),
            extracted.fingerprint(),
            audit.config().manifold(),
            List.of(ManifoldScore.values()),
            List.of(DistanceScore.values()),
            List.of(RowVerdict.values()),
            audit.config().seed());
    String work = "_stages/" + own("join");
    return audit
        .stages()
        .text(
            compared,
            done -> {
              audit.run().delete(work);
              JoinResult joined =
                  BlockJoin.of(
                      used.select("id", "set", "group", "embedding"),
                      audit.config().manifold(),
                      audit.run().path(work),
                      audit.config().seed());
              joined.verdicts().write().mode(SaveMode.Overwrite).parquet(verdictsPath());
              audit.run().delete(work);
              return AuditResults.text(sections(joined), joined.skipped());
            });
  }

  private static Map<String, Object> sections(JoinResult joined) {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("manifold", joined.manifold().section());
    ManifoldScores groupAware = joined.groupAware();
    if (groupAware != null) {
      sections.put("group_aware", groupAware.section());
    }
    sections.put("distance", joined.distance().section());
    sections.put("join", joined.facts());
    return sections;
  }

  /** Each row's verdicts, after {@link #compare}. */
  Dataset<Row> verdicts() {
    return audit.spark().read().parquet(verdictsPath());
  }

  private String verdictsPath() {
    return audit.run().path("_stages/" + own("verdicts"));
  }

  Stage extracted() {
    return extracted;
  }

  Stage compared() {
    return compared;
  }

  /** Absent before {@link #open} and for finished embeddings. */
  @Nullable ModelFacts model() {
    return model;
  }

  /** What a user who set up a GPU has to know; empty where all is as asked. */
  List<String> warnings() {
    ModelFacts facts = model;
    if (facts == null || !facts.device().equals("cpu")) {
      return List.of();
    }
    boolean auto = options.device() == EmbeddingOptions.DeviceChoice.AUTO;
    return auto && ShippedModel.asksForGpu(audit.spark().sparkContext())
        ? List.of(
            facts.uri()
                + " ran on the CPU, although Spark gives its tasks a GPU: the executors' log says"
                + " why.")
        : List.of();
  }

  Extraction extraction() {
    return Objects.requireNonNull(pass, "open comes first");
  }
}
