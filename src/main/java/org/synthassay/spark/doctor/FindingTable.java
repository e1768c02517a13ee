package org.synthassay.spark.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.synthassay.spark.doctor.Finding.Severity;

/** What was found, as one table: a row a check, for all who found the same. */
public final class FindingTable {
  private static final int MOST_NAMED = 2;

  private FindingTable() {}

  /**
   * @param found by JVM
   */
  public static String of(Map<String, List<Finding>> found) {
    Map<Finding, Set<String>> rows = new LinkedHashMap<>();
    Set<String> checks = new LinkedHashSet<>();
    found.values().forEach(all -> all.forEach(finding -> checks.add(finding.check())));
    for (String check : checks) {
      found.forEach(
          (where, all) ->
              all.stream()
                  .filter(finding -> finding.check().equals(check))
                  .forEach(f -> rows.computeIfAbsent(f, none -> new LinkedHashSet<>()).add(where)));
    }
    int wide = Math.max(5, checks.stream().mapToInt(String::length).max().orElse(0));
    List<String> names = rows.values().stream().map(who -> named(who, found.size())).toList();
    int whereWide = Math.max(5, names.stream().mapToInt(String::length).max().orElse(0));
    String form = "%-" + wide + "s  %-" + whereWide + "s  %-7s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(form.formatted("check", "where", "", "found"));
    int row = 0;
    for (Finding finding : rows.keySet()) {
      lines.add(form.formatted(finding.check(), names.get(row++), word(finding), finding.found()));
      if (!finding.remedy().isEmpty()) {
        lines.add(form.formatted("", "", "", "  remedy: " + finding.remedy()));
      }
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String word(Finding finding) {
    return finding.severity() == Severity.FINE ? "fine" : finding.severity().name();
  }

  private static String named(Set<String> who, int all) {
    if (who.size() == all && all > 1) {
      return "all " + all;
    }
    return who.size() <= MOST_NAMED
        ? String.join(", ", who)
        : who.iterator().next() + " and " + (who.size() - 1) + " others";
  }
}
