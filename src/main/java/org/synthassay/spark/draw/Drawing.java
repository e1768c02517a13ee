package org.synthassay.spark.draw;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.generator.NotFiniteException;
import org.synthassay.spark.run.StageException;

/** Draws the shards that are not there yet, a task each. */
public final class Drawing {

  private static final Pattern FAULT =
      Pattern.compile(Pattern.quote(NotFiniteException.class.getName()) + ": ([^\\r\\n]+)");

  private final JavaSparkContext spark;
  private final DrawRecipe recipe;
  private final ShardFolder folder;

  public Drawing(SparkSession session, DrawRecipe recipe, String output) {
    spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.recipe = recipe;
    folder = new ShardFolder(output, recipe.format().extension());
  }

  /** Runs the networks once, where images are drawn. */
  public Trial trial() {
    SerializableConfiguration hadoop = hadoop();
    return spark
        .parallelize(List.of(recipe), 1)
        .map(tried -> Trial.of(tried, hadoop.value()))
        .first();
  }

  /** Shards that are still to be drawn. */
  public List<Integer> missing() {
    Set<String> there = folder.names(spark.hadoopConfiguration());
    return recipe.plan().shards().stream()
        .filter(shard -> !there.contains(folder.name(shard)))
        .toList();
  }

  /**
   * Draws shards; those that are finished when one fails stay.
   *
   * @param done counts images
   * @throws StageException naming the image and the step where a network gave no number
   */
  public void draw(List<Integer> shards, LongAccumulator done) {
    draw(shards, shards.size(), done);
  }

  /** The same in a number of tasks that does not matter. */
  void draw(List<Integer> shards, int tasks, LongAccumulator done) {
    Configuration hadoop = spark.hadoopConfiguration();
    folder.sweep(hadoop);
    ShardTask task = new ShardTask(recipe, folder, hadoop(), done);
    try {
      spark.parallelize(shards, tasks).foreach(task::draw);
    } catch (Exception e) {
      Matcher fault = FAULT.matcher(String.valueOf(e.getMessage()));
      if (fault.find()) {
        throw new StageException(fault.group(1) + "; finished shards are kept", e);
      }
      throw new IllegalStateException("not all shards were drawn; finished ones are kept", e);
    }
    folder.sweep(hadoop);
  }

  private SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }
}
