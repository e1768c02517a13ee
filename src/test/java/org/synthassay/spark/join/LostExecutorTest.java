package org.synthassay.spark.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor killed in the middle of the join, on a real standalone cluster. */
class LostExecutorTest {
  private static final long SECONDS = 600;

  @Test
  void onlyItsOwnTasksAreDoneAgainAndTheResultIsTheSame(@TempDir Path folder) throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("spark"), 2)) {
      List<String> undisturbed = result(cluster, folder, false);
      List<String> disturbed = result(cluster, folder, true);
      assertThat(disturbed).hasSize(20_101).isEqualTo(undisturbed);
    }
  }

  private static List<String> result(StandaloneCluster cluster, Path folder, boolean kill)
      throws Exception {
    Path run = Files.createDirectories(folder.resolve(kill ? "disturbed" : "undisturbed"));
    Process driver = cluster.driver(ClusterJoin.class, run.toString());
    if (kill) {
      await(run.resolve("running"), driver);
      String executor = Files.readString(run.resolve("running"));
      assertThat(cluster.killExecutor(executor)).isTrue();
      await(run.resolve("result"), driver);
      List<String> faults = Files.readAllLines(run.resolve("faults"));
      assertThat(faults.get(0).split(",")).contains(executor);
      assertThat(faults.get(1).split(",")).containsOnly(executor);
    }
    assertThat(driver.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(driver.exitValue()).isZero();
    return Files.readAllLines(run.resolve("result"));
  }

  private static void await(Path file, Process driver) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!Files.exists(file) || file.toFile().length() == 0) {
      assertThat(driver.isAlive() || Files.exists(file)).as("driver still runs").isTrue();
      assertThat(System.nanoTime()).as("time for %s", file).isLessThan(end);
      Thread.sleep(50);
    }
  }
}
