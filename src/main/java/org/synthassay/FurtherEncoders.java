package org.synthassay;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The same images in the space of every network behind the audit's own.
 *
 * @param found the sections of all of them
 */
record FurtherEncoders(List<Extracted> extracted, List<ObjectNode> found) {

  static FurtherEncoders of(AuditContext audit, Sampled sampled, List<OpenEncoder> encoders) {
    List<Extracted> extracted = new ArrayList<>();
    List<ObjectNode> found = new ArrayList<>();
    for (OpenEncoder encoder : encoders.subList(Math.min(1, encoders.size()), encoders.size())) {
      Extracted own = Extracted.of(audit, sampled, encoder);
      Joined joined = Joined.of(audit, own);
      extracted.add(own);
      ObjectNode facts = AuditResults.of(facts(encoder, own.rows()));
      found.add(
          AuditResults.ofEncoder(
              encoder.name(), List.of(facts, joined.found(), joined.coverage())));
    }
    return new FurtherEncoders(extracted, found);
  }

  /** Where a network gives no numbers for an image, it is out of that network's scores alone. */
  private static Map<String, Object> facts(OpenEncoder encoder, Dataset<Row> rows) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", encoder.facts());
    rows.groupBy("set")
        .agg(count(when(col("code").isNull(), 1)), count(col("code")))
        .orderBy("set")
        .collectAsList()
        .forEach(
            row ->
                facts.put(
                    row.getString(0), Map.of("used", row.getLong(1), "rejected", row.getLong(2))));
    return facts;
  }
}
