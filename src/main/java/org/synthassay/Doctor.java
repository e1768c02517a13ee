package org.synthassay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.Secrets;
import org.synthassay.spark.doctor.Diagnosis;
import org.synthassay.spark.doctor.Finding;
import org.synthassay.spark.doctor.FindingTable;
import org.synthassay.spark.doctor.Place;
import org.synthassay.spark.run.Session;

/** Says whether driver and executors can run an audit, and what to do where they cannot. */
final class Doctor {
  private Doctor() {}

  /**
   * Prints one table.
   *
   * @param config of the audit whose paths are tried; null: none
   * @param patience how long executors and stores may take to answer
   */
  static Outcome run(@Nullable AuditConfig config, Duration patience) {
    Finding platform = Diagnosis.platform();
    if (platform.isFault()) { // nothing else can be tried
      return told(Map.of("driver", List.of(platform)));
    }
    try (Session session = Session.open("doctor")) {
      List<Place> places =
          config == null ? List.of() : new AuditPlaces(config, session.hadoop()).all();
      return told(new Diagnosis(places, patience).of(session.spark()));
    }
  }

  private static Outcome told(Map<String, List<Finding>> found) {
    System.out.println(Secrets.masked(FindingTable.of(found)));
    long faults =
        found.values().stream().flatMap(List::stream).filter(Finding::isFault).distinct().count();
    System.out.println(
        faults == 0 ? "An audit can run here." : "An audit would fail here, faults: " + faults);
    return faults == 0 ? Outcome.DONE : Outcome.NOT_FIT;
  }
}
