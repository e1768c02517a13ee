package org.synthassay.manifold.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinPlanTest {

  @ParameterizedTest
  @CsvSource({"1,1,1", "8,7,4", "13,3,6", "40,5,16", "7,100,4"})
  void everyPairOfCellsIsInOneTask(int cells, int stripCells, int tasks) {
    JoinPlan plan = new JoinPlan(100, stripCells, tasks);
    int[][] inside = count(plan.inside(cells), cells, cells);
    int[][] across = count(plan.across(cells, cells + 2), cells, cells + 2);
    for (int i = 0; i < cells; i++) {
      for (int j = i; j < cells; j++) {
        assertThat(inside[i][j]).as("cells %d and %d", i, j).isEqualTo(1);
      }
      assertThat(across[i]).containsOnly(1);
    }
  }

  private static int[][] count(List<JoinPlan.Task> tasks, int cells, int others) {
    int[][] met = new int[cells][others];
    for (JoinPlan.Task task : tasks) {
      for (int i = task.firstCell(); i < task.endCell(); i++) {
        for (int j = task.from(); j < task.to(); j++) {
          met[i][j]++;
        }
      }
    }
    return met;
  }

  @Test
  void tasksOfOneSetAreOfAboutEqualWork() {
    List<JoinPlan.Task> tasks = new JoinPlan(100, 32, 8).inside(64);
    double mean = 64 * 64 / 2.0 / 8;
    for (JoinPlan.Task task : tasks) {
      assertThat(work(task)).isLessThan(1.3 * mean);
    }
  }

  private static double work(JoinPlan.Task task) {
    double work = 0;
    for (int cell = task.from(); cell < task.to(); cell++) {
      work += Math.min(cell + 0.5, task.endCell()) - task.firstCell();
    }
    return work;
  }
}
