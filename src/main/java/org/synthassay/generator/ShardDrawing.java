package org.synthassay.generator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The pictures of one shard, a batch at a time. */
public final class ShardDrawing implements Iterator<List<Drawn>> {

  private final Generator generator;
  private final Quantise rule;
  private final Iterator<BatchPlan> batches;

  public ShardDrawing(Generator generator, Plan plan, int shard, Batch batch, Quantise rule) {
    this.generator = generator;
    this.rule = rule;
    batches = plan.batches(shard, batch.images()).iterator();
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public List<Drawn> next() {
    BatchPlan batch = batches.next();
    Pictures pictures = generator.draw(batch.filled());
    List<Drawn> drawn = new ArrayList<>();
    for (Subject subject : batch.wanted()) {
      drawn.add(
          new Drawn(
              subject,
              pictures.bytes(batch.place(subject), rule),
              pictures.channels(),
              pictures.height(),
              pictures.width()));
    }
    return drawn;
  }
}
