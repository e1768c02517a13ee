package org.synthassay.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Limits;
import org.synthassay.image.PrepareOptions;
import org.synthassay.input.SampleOptions;
import org.synthassay.input.SetOptions;
import org.synthassay.math.Compared;
import org.synthassay.report.Gate;
import org.synthassay.report.ReportOptions;

/** Reads the resolved {@code audit} block, section by section. */
final class AuditReader {

  private AuditReader() {}

  static AuditConfig read(Setting root, String resolved) {
    Section audit =
        Section.of(
            root,
            "name",
            "seed",
            "output",
            "real",
            "synthetic",
            "sample",
            "prepare",
            "limits",
            "spatial",
            "embedding",
            "encoders",
            "manifold",
            "classifier",
            "rejected",
            "gates",
            "report");
    Compared<Section> sections =
        new Compared<>("real", "synthetic").map(r -> SetReader.open(audit, r));
    Compared<SetOptions> sets = sections.map(SetReader::read);
    SetReader.checkPair(sections, sets);
    Section common = MethodReader.openPrepare(audit.get("prepare"));
    Compared<PrepareOptions> prepare = sections.map(set -> MethodReader.prepare(common, set));
    return new AuditConfig(
        audit.get("name").text(),
        audit.get("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        audit.get("output").text(),
        sets,
        sample(audit.open("sample", "balance", "equal", "per-set")),
        prepare,
        limits(audit.open("limits", "max-pixels", "max-bytes")),
        MethodReader.spatial(audit),
        EncoderReader.embedding(audit.get("embedding")),
        EncoderReader.encoders(audit, sets),
        MethodReader.manifold(audit),
        MethodReader.classifier(audit),
        share(audit.open("rejected", "max-fraction").get("max-fraction")),
        gates(Section.ofAny(audit.get("gates"))),
        report(audit.open("report", "ids", "thumbnails")),
        resolved,
        SettingOrigins.of(root));
  }

  private static SampleOptions sample(Section sample) {
    Setting perSet = sample.get("per-set");
    @Nullable Integer most =
        perSet.scalar().equals("max")
            ? null
            : Integer.valueOf(perSet.whole(1, Integer.MAX_VALUE, "max or "));
    return new SampleOptions(sample.get("balance").flag(), sample.get("equal").flag(), most);
  }

  private static Limits limits(Section limits) {
    return new Limits(
        limits.get("max-pixels").whole(9, Long.MAX_VALUE),
        limits.get("max-bytes").whole(1, Long.MAX_VALUE));
  }

  private static double share(Setting setting) {
    double share = setting.number();
    if (share < 0 || share > 1) {
      throw setting.wrong("must be a number from 0 to 1");
    }
    return share;
  }

  /**
   * Scores are named by their path, so {@code "a.b" { min }} and {@code a { b { min } }} are one.
   */
  private static List<Gate> gates(Section gates) {
    List<Gate> found = new ArrayList<>();
    for (Setting gate : gates.entries()) {
      Section limits = Section.ofAny(gate);
      boolean nested = limits.entries().stream().allMatch(Setting::isObject);
      if (nested && !limits.entries().isEmpty()) {
        found.addAll(gates(limits));
      } else {
        found.add(gate(Section.of(gate, "min", "max")));
      }
    }
    return List.copyOf(found);
  }

  private static Gate gate(Section gate) {
    String key = gate.setting().path().substring("audit.gates.".length());
    @Nullable Double min = gate.find("min").map(Setting::number).orElse(null);
    @Nullable Double max = gate.find("max").map(Setting::number).orElse(null);
    return gate.build(() -> new Gate(key, min, max));
  }

  private static ReportOptions report(Section report) {
    return new ReportOptions(
        report.get("ids").choice(ReportOptions.Ids.class), report.get("thumbnails").flag());
  }
}
