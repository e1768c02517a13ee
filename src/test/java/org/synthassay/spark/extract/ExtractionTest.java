package org.synthassay.spark.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extraction is cut into whole waves of tasks. */
class ExtractionTest {

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1",
    "1, 2, 1",
    "100, 2, 2",
    "384, 2, 6",
    "1536, 2, 8",
    "15738, 2, 30",
    "15900, 2, 32",
    "224316, 100, 500",
  })
  void noCoreWaitsForTheLastOnes(long images, int cores, int tasks) {
    assertThat(Extraction.tasks(images, cores)).isEqualTo(tasks);
  }
}
