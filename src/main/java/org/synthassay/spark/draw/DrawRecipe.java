package org.synthassay.spark.draw;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.generator.Batch;
import org.synthassay.generator.Generator;
import org.synthassay.generator.GeneratorOptions;
import org.synthassay.generator.Generators;
import org.synthassay.generator.Plan;
import org.synthassay.generator.Quantise;
import org.synthassay.shard.MadeFormat;
import org.synthassay.spark.extract.TaskDevice;

/**
 * All that a task needs to draw a shard.
 *
 * @param provenance JSON that stands in every shard
 */
public record DrawRecipe(
    GeneratorOptions options,
    List<StoredNetwork> networks,
    Plan plan,
    long seed,
    int images,
    DeviceChoice device,
    Quantise quantise,
    MadeFormat format,
    String provenance)
    implements Serializable {

  Batch batch() {
    int classes =
        plan.hasClasses()
            ? plan.classes().stream().mapToInt(Plan.PlannedClass::number).max().orElse(-1) + 1
            : 0;
    return new Batch(images, classes);
  }

  /** The networks of this JVM and this task's device. */
  List<TensorNetwork> open(Configuration hadoop) {
    return LocalNetworks.open(networks, device, TaskDevice.placement(), hadoop);
  }

  Generator generator(List<TensorNetwork> opened) {
    return Generators.of(options, opened, batch(), seed);
  }
}
