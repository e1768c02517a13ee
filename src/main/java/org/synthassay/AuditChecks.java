package org.synthassay;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.embedding.ModelException;
import org.synthassay.input.SetOptions;
import org.synthassay.math.Compared;
import org.synthassay.report.Gates;
import org.synthassay.spark.listing.ImageOnce;
import org.synthassay.spark.listing.ListingCensus;
import org.synthassay.spark.listing.MemberKinds;
import org.synthassay.spark.listing.NameEncoding;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.listing.OutputPlace;
import org.synthassay.spark.listing.Sampling;

/** What can be wrong with an audit before a pixel is read: each fault ends it with exit code 2. */
record AuditChecks(AuditConfig config) {

  void gates() {
    try {
      Gates.requireKnown(config.gates());
    } catch (IllegalArgumentException e) {
      throw config.origins().wrong("audit.gates", String.valueOf(e.getMessage()));
    }
  }

  /** Said at the start: names that this Java cannot hold are rejected one by one later. */
  void names() {
    if (!NameEncoding.holdsAllNames() && !config.sets().real().isEmbedded()) {
      System.err.println("synthassay: " + NameEncoding.remedy());
    }
  }

  /** A run inside an input would be listed as data. */
  void output(Configuration hadoop) {
    try {
      for (SetOptions set : List.of(config.sets().real(), config.sets().synthetic())) {
        OutputPlace.inside(config.output(), set, hadoop)
            .ifPresent(
                input -> {
                  String rule = "lies inside the input '%s': name a folder outside the inputs";
                  throw config.origins().wrong("audit.output", rule.formatted(input));
                });
      }
    } catch (NoSuchInputException e) {
      throw missing(e);
    }
  }

  /** Rows of one image that contradict each other, and several images where one is meant. */
  void agreement(Dataset<Row> listing, ListingCensus census) {
    try {
      if (census.hasRejected()) {
        ImageOnce.requireAgreement(listing, config.sets());
      }
      if (census.hasTars()) {
        MemberKinds.requireOne(listing, config.sets());
      }
    } catch (NoSuchInputException e) {
      throw missing(e);
    }
  }

  /** The configuration's place for an input that is not there. */
  ConfigException missing(NoSuchInputException e) {
    String rule = String.valueOf(e.getMessage());
    return config.origins().keysOf(e.input()).stream()
        .filter(key -> !key.equals("audit.name"))
        .reduce((shorter, longer) -> longer.startsWith(shorter) ? longer : shorter)
        .map(key -> config.origins().wrong(key, rule))
        .orElseGet(() -> new ConfigException(rule, e));
  }

  /** The configuration's place for what is wrong with the network of this name. */
  ConfigException network(String encoder, ModelException e) {
    String block =
        encoder.equals(AuditConfig.MAIN) ? "audit.embedding" : "audit.encoders." + encoder;
    return config
        .origins()
        .wrong(
            block + "." + e.key(),
            e.key().equals("model") ? e.rule() : String.valueOf(e.getMessage()));
  }

  /** Enough images of each set for what is asked of them. */
  void sampled(Dataset<Row> listing, Compared<Map<String, Long>> found, Compared<Long> sampled) {
    found("real", listing, found.real());
    found("synthetic", listing, found.synthetic());
    enough("real", found.real(), sampled.real());
    enough("synthetic", found.synthetic(), sampled.synthetic());
  }

  private void found(String set, Dataset<Row> listing, Map<String, Long> found) {
    if (found.isEmpty()) {
      String others =
          listing
              .filter(col("set").equalTo(set))
              .groupBy("status")
              .count()
              .orderBy("status")
              .collectAsList()
              .stream()
              .map(status -> status.getLong(1) + " " + status.getString(0))
              .collect(Collectors.joining(", "));
      throw config
          .origins()
          .wrong("audit." + set, "holds no image" + (others.isEmpty() ? "" : ": " + others));
    }
  }

  private void enough(String set, Map<String, Long> found, long sampled) {
    if (sampled == 0) {
      throw config
          .origins()
          .wrong("audit.sample", "leaves no " + set + " image of " + counts(found));
    }
    if (sampled <= config.manifold().k()) {
      throw config
          .origins()
          .wrong(
              "audit.manifold.k",
              "must be below the number of images, the %s set has %d (of %s)"
                  .formatted(set, sampled, counts(found)));
    }
    int folds = config.classifier().folds();
    boolean pixels = !config.sets().real().isEmbedded();
    if (pixels && Math.round(config.classifier().train() * sampled) < folds) {
      throw config
          .origins()
          .wrong(
              "audit.classifier.folds",
              "needs a training part of at least "
                  + folds
                  + " images a set, but "
                  + config.classifier().train()
                  + " of the "
                  + sampled
                  + " "
                  + set
                  + " images is less: lower folds or raise train");
    }
  }

  private static String counts(Map<String, Long> found) {
    return found.getOrDefault(Sampling.ANY, -1L) >= 0
        ? found.get(Sampling.ANY) + " found"
        : found.toString();
  }

  /** A group pattern that fits no id is a mistake. */
  void groups(String set, boolean asked, long withGroup) {
    if (asked && withGroup == 0) {
      throw config.origins().wrong("audit." + set + ".group", "fits no id of the " + set + " set");
    }
  }
}
