package org.synthassay.report;

import java.util.Arrays;
import java.util.List;

/** A fault that the scores show, by its name and by what was seen. */
record Fault(String name, String evidence) {

  static List<Fault> in(Scores scores) {
    return Arrays.stream(FaultCheck.values()).flatMap(check -> check.in(scores).stream()).toList();
  }

  Html html() {
    return Html.of("<li><strong>{}.</strong> {}.</li>\n", name, evidence);
  }
}
