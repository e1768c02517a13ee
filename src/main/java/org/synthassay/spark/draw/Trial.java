package org.synthassay.spark.draw;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.generator.Generators;
import org.synthassay.generator.Pictures;
import org.synthassay.generator.Plan;

/**
 * What a first pass of the networks told.
 *
 * @param fault why nothing can be drawn; null: something can
 * @param engine that runs the networks
 */
public record Trial(@Nullable String fault, String engine, int channels, int height, int width)
    implements Serializable {

  /** Tried inside a task, as the images will be drawn. */
  static Trial of(DrawRecipe recipe, Configuration hadoop) {
    try {
      List<TensorNetwork> networks = recipe.open(hadoop);
      List<Integer> classes =
          recipe.plan().classes().stream().map(Plan.PlannedClass::number).toList();
      Pictures pictures = Generators.tried(recipe.generator(networks), classes, recipe.batch());
      return new Trial(
          null, networks.get(0).engine(), pictures.channels(), pictures.height(), pictures.width());
    } catch (ModelException e) {
      return new Trial(String.valueOf(e.getMessage()), "", 0, 0, 0);
    }
  }
}
