package org.synthassay.spark.join;

import org.apache.spark.sql.SparkSession;
import org.synthassay.manifold.passes.JoinPlan;

/**
 * What the tasks of a join will read and hold.
 *
 * @param rowBytes that all tasks together read of whole rows
 * @param taskBytes that one task holds of rows
 */
public record JoinTraffic(long rowBytes, long taskBytes) {

  /** Of the README's formula, for the executors that there are. */
  public static JoinTraffic of(SparkSession spark, long real, long synthetic, int dimension) {
    long task = JoinInput.taskBytes(spark);
    JoinPlan plan = JoinPlan.of(Math.max(real, synthetic), dimension, task, 1);
    double strip = (double) plan.stripCells() * plan.cellRows();
    double rows =
        inside(real, strip) + inside(synthetic, strip) + synthetic + synthetic * real / strip;
    return new JoinTraffic((long) (rows * Float.BYTES * (dimension + 1L)), task);
  }

  private static double inside(long rows, double strip) {
    return rows + (double) rows * rows / 2 / strip;
  }
}
