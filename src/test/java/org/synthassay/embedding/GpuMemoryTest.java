package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpuMemoryTest {

  @Test
  void aDeviceThatDoesNotTellItsMemoryHasNoRoom() {
    assertThat(GpuMemory.holdsTwice(new Placement(1000, 1))).isFalse();
  }
}
