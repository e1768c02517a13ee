package org.synthassay.spark.draw;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.generator.Drawn;
import org.synthassay.generator.ShardDrawing;
import org.synthassay.generator.Subject;
import org.synthassay.image.PngPicture;
import org.synthassay.shard.MadeImage;
import org.synthassay.shard.ShardWriter;

/** Draws one shard and writes it. */
record ShardTask(
    DrawRecipe recipe, ShardFolder folder, SerializableConfiguration hadoop, LongAccumulator done)
    implements Serializable {

  void draw(int shard) throws IOException {
    Configuration stores = hadoop.value();
    ShardDrawing drawing =
        new ShardDrawing(
            recipe.generator(recipe.open(stores)),
            recipe.plan(),
            shard,
            recipe.batch(),
            recipe.quantise());
    folder.write(shard, stores, out -> write(drawing, out));
  }

  private void write(ShardDrawing drawing, OutputStream out) throws IOException {
    try (ShardWriter shard = recipe.format().open(out, recipe.provenance())) {
      while (drawing.hasNext()) {
        if (TaskContext.get().isInterrupted()) {
          throw new IOException("the task was killed");
        }
        for (Drawn drawn : drawing.next()) {
          shard.add(made(drawn));
          done.add(1);
        }
      }
    }
  }

  private MadeImage made(Drawn drawn) {
    Subject subject = drawn.subject();
    boolean classes = recipe.plan().hasClasses();
    return new MadeImage(
        subject.number(),
        subject.noise(),
        classes ? Integer.valueOf(subject.classNumber()) : null,
        classes ? subject.className() : null,
        recipe.plan().commonNoise() ? "noise-" + subject.noise() : null,
        PngPicture.of(drawn.bytes(), drawn.channels(), drawn.height(), drawn.width()));
  }
}
