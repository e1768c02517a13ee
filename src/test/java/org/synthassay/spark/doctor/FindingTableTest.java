package org.synthassay.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingTableTest {

  @Test
  void whatAllFoundIsOneRowAndAFaultHasItsRemedyBelow() {
    Map<String, List<Finding>> found = new LinkedHashMap<>();
    Finding java = Finding.fine("Java", "17");
    found.put("driver", List.of(java, Finding.fine("disk", "over 9 MB")));
    found.put("executor 1", List.of(java, Finding.fault("disk", "full", "make room")));
    found.put("executor 2", List.of(java, Finding.fault("disk", "full", "make room")));
    found.put("executor 3", List.of(java, Finding.fault("disk", "full", "make room")));

    assertThat(FindingTable.of(found).lines())
        .containsExactly(
            "check  where                             found",
            "Java   all 4                    fine     17",
            "disk   driver                   fine     over 9 MB",
            "disk   executor 1 and 2 others  FAULT    full",
            "                                           remedy: make room");
  }
}
