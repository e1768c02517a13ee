package org.synthassay.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.synthassay.classifier.ClassifierOptions;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.image.Limits;
import org.synthassay.image.PrepareOptions;
import org.synthassay.input.SampleOptions;
import org.synthassay.input.SetOptions;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.math.Compared;
import org.synthassay.report.Gate;
import org.synthassay.report.ReportOptions;
import org.synthassay.spatial.SpatialOptions;

/**
 * One audit, read and validated: every default is filled in.
 *
 * @param prepare for each set, as one may be cropped and the other not
 * @param encoders further networks by name, in the order of the file
 * @param rejectedMaxFraction the share of sampled images that may be rejected before the audit
 *     fails
 * @param resolved the whole configuration as text, secrets masked: what audit.conf holds
 * @param origins where each value was written
 */
public record AuditConfig(
    String name,
    long seed,
    String output,
    Compared<SetOptions> sets,
    SampleOptions sample,
    Compared<PrepareOptions> prepare,
    Limits limits,
    SpatialOptions spatial,
    EmbeddingOptions embedding,
    Map<String, EmbeddingOptions> encoders,
    ManifoldOptions manifold,
    ClassifierOptions classifier,
    double rejectedMaxFraction,
    List<Gate> gates,
    ReportOptions report,
    String resolved,
    SettingOrigins origins)
    implements Serializable {

  /** The name of {@code embedding} beside those of {@code encoders}. */
  public static final String MAIN = "main";
}
