package org.synthassay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synthassay.report.Disagreement;
import org.synthassay.report.GateVerdict;
import org.synthassay.report.Gates;
import org.synthassay.report.HtmlReport;
import org.synthassay.report.MetricsJson;

/** metrics.json: all that was found, and how each gate was judged. */
record RunMetrics(List<GateVerdict> gates) {

  /**
   * @param parts what the steps found, in their order
   */
  static RunMetrics write(
      AuditContext audit, Instant started, List<OpenEncoder> encoders, List<ObjectNode> parts) {
    List<ObjectNode> all = new ArrayList<>(parts);
    all.add(AuditResults.of(Map.of("audit", facts(audit, started, encoders))));
    encoders.forEach(encoder -> all.add(warnings(encoder.warnings(audit))));
    ObjectNode found = AuditResults.ordered(all);
    found = AuditResults.ordered(List.of(found, warnings(Disagreement.in(found))));
    List<GateVerdict> gates = Gates.judge(audit.config().gates(), found);
    found = AuditResults.ordered(List.of(found, AuditResults.of(Map.of("gates", gates))));
    audit.run().write("metrics.json", MetricsJson.text(found));
    audit.jobs().say("verdict", HtmlReport.verdict(found));
    gates.stream()
        .filter(gate -> !gate.passed())
        .forEach(gate -> audit.jobs().say("gates", gate.key() + " failed: " + gate));
    return new RunMetrics(gates);
  }

  private static ObjectNode warnings(List<String> warnings) {
    return AuditResults.of(Map.of(AuditResults.WARNINGS, warnings));
  }

  private static Map<String, Object> facts(
      AuditContext audit, Instant started, List<OpenEncoder> encoders) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", audit.config().name());
    facts.put("version", Version.current());
    facts.put("spark", audit.spark().version());
    encoders.stream().limit(1).forEach(encoder -> facts.put("model", encoder.facts()));
    facts.put("seed", audit.config().seed());
    facts.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("seconds", audit.jobs().seconds());
    return facts;
  }

  Outcome outcome() {
    return gates.stream().allMatch(GateVerdict::passed) ? Outcome.DONE : Outcome.GATE_FAILED;
  }
}
