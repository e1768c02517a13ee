package org.synthassay.spark.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.synthassay.embedding.Placement;

class TaskDeviceTest {

  @Test
  void outsideOfATaskThereIsOneThread() {
    assertThat(TaskDevice.placement()).isEqualTo(Placement.cpu(1));
  }

  @Test
  void aTaskWithoutGpuHasItsCores() {
    assertThat(TaskDevice.placement(4, Map.of())).isEqualTo(Placement.cpu(4));
    assertThat(TaskDevice.placement(2, gpus())).isEqualTo(Placement.cpu(2));
  }

  @Test
  void theFirstGpuOfTheTaskIsItsDevice() {
    assertThat(TaskDevice.placement(2, gpus("3", "5"))).isEqualTo(new Placement(3, 2));
  }

  @Test
  void anAddressThatIsNoIndexIsNamed() {
    assertThatThrownBy(() -> TaskDevice.placement(1, gpus("GPU-5f1c")))
        .hasMessageContaining("a GPU's address must be its index, got GPU-5f1c");
  }

  private static Map<String, ResourceInformation> gpus(String... addresses) {
    return Map.of("gpu", new ResourceInformation("gpu", addresses));
  }
}
