package org.synthassay;

import java.util.ArrayList;
import java.util.List;
import org.synthassay.config.AuditConfig;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.extract.ShippedModel;
import org.synthassay.spark.run.Stages.Stage;

/**
 * A network that loads, and the pass that embeds the sampled images with it.
 *
 * @param device what was asked for
 */
record OpenEncoder(
    String name, ModelFacts facts, DeviceChoice device, Extraction pass, Stage stage) {

  /**
   * The audit's own and the further ones; none for finished embeddings. All load once, so that a
   * bad one shows before an image is read.
   */
  static List<OpenEncoder> all(AuditContext audit, Sampled sampled) {
    List<OpenEncoder> all = new ArrayList<>();
    if (sampled.embeddings() == null) {
      String taken = sampled.taken();
      all.add(open(audit, AuditConfig.MAIN, taken, sampled.images()));
      for (String name : audit.config().encoders().keySet()) {
        all.add(open(audit, name, taken, sampled.images()));
      }
    }
    return all;
  }

  private static OpenEncoder open(AuditContext audit, String name, String taken, long images) {
    var options = audit.plan().network(name);
    ShippedModel shipped;
    ModelFacts facts;
    try {
      shipped = ShippedModel.ship(audit.spark().sparkContext(), options);
      facts = audit.jobs().stage("model", done -> shipped.facts(audit.spark().sparkContext()));
    } catch (ModelException e) {
      throw audit.checks().network(name, e);
    }
    audit.jobs().say("model", facts.uri() + " on " + facts.engine() + ", " + facts.device());
    Extraction pass = new Extraction(audit.plan().reading(name), shipped);
    Stage stage = audit.plan().extract(name, taken, facts).counting(images, "images");
    return new OpenEncoder(name, facts, options.device(), pass, stage);
  }

  /** What a user who set up a GPU has to know; empty where all is as asked. */
  List<String> warnings(AuditContext audit) {
    boolean unasked = facts.device().equals("cpu") && device == DeviceChoice.AUTO;
    return unasked && ShippedModel.asksForGpu(audit.spark().sparkContext())
        ? List.of(
            facts.uri()
                + " ran on the CPU, although Spark gives its tasks a GPU: the executors' log says"
                + " why.")
        : List.of();
  }
}
