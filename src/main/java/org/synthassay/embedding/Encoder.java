package org.synthassay.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.image.Pixels;

/** Turns pixels into embeddings through one loaded network; safe for any number of threads. */
public final class Encoder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Encoder.class);

  /** More at once do not make a GPU faster. */
  private static final int MOST_AT_ONCE = 512;

  private final Network network;
  private final Recipe recipe;
  private final ModelFacts facts;
  private final BatchSplit split;
  private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Encoder(
      Network network, Recipe recipe, ModelFacts facts, int batch, Placement placement) {
    this.network = network;
    this.recipe = recipe;
    this.facts = facts;
    int most = network.loaded().maxBatch();
    split =
        placement.isGpu()
            ? new BatchSplit(
                Math.min(batch, most),
                Math.min(MOST_AT_ONCE, most),
                () -> GpuMemory.holdsTwice(placement))
            : new BatchSplit(Math.min(batch, most));
  }

  /**
   * Loads a network and tries it on black images. Where the file does not tell the side of its
   * input, 299 pixels are tried, then 224.
   *
   * @param modelFile the model's file on this machine; null for {@code builtin:gist}
   * @param placement of this task; an {@code auto} device falls back to the CPU where its GPU fails
   * @throws ModelException when the file is no such network
   */
  public static Encoder open(
      EmbeddingOptions options, @Nullable Path modelFile, Placement placement) {
    if (options.device() == DeviceChoice.GPU && !placement.isGpu()) {
      throw ModelException.of(
          "device", options.model(), "device = gpu needs a GPU, but this task was given none");
    }
    Placement asked = options.device() == DeviceChoice.CPU ? onCpu(placement) : placement;
    try (ModelFile file = ModelFile.of(options, modelFile)) {
      try {
        return load(options, file, asked);
      } catch (RuntimeException | LinkageError e) {
        if (!asked.isGpu() || options.device() == DeviceChoice.GPU) {
          throw e;
        }
        LOG.warn("{} does not run on {}: going on on the CPU", file.uri(), asked.device(), e);
        return load(options, file, onCpu(asked));
      }
    }
  }

  private static Placement onCpu(Placement placement) {
    return Placement.cpu(placement.threads());
  }

  private static Encoder load(EmbeddingOptions options, ModelFile file, Placement placement) {
    DjlEngine engine = DjlEngine.of(options);
    Network network = Network.open(file, engine, placement, options);
    Recipe recipe = Recipe.of(options, network);
    ModelFacts facts =
        new ModelFacts(
            file.uri(),
            file.sha256(),
            network.loaded().engine(),
            network.dimension(),
            recipe.side(),
            recipe.resizeName(),
            recipe.normaliseName(),
            network.outputName(),
            placement.device());
    return new Encoder(network, recipe, facts, options.batch(), placement);
  }

  /** Images that a caller does best to hand over at once; on a GPU it grows with the room there. */
  public int batch() {
    return split.size();
  }

  /** Values in one embedding. */
  public int dimension() {
    return network.dimension();
  }

  public ModelFacts facts() {
    return facts;
  }

  /**
   * Embeds images of any number ≥ 1, in parts of the configured batch.
   *
   * @return one row an image, in order, of {@link #dimension()} values as the network gave them:
   *     check {@link #isFinite}
   */
  public float[][] embed(List<Pixels> images) {
    return embed(images, new ReentrantLock());
  }

  /**
   * The same, holding {@code turn} while the network runs and not while its input is built: two
   * threads that share one keep the network busy and no more cores than it was given.
   */
  public float[][] embed(List<Pixels> images, Lock turn) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images must hold at least one");
    }
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder of " + facts.uri() + " is closed");
      }
      Workspace free = idle.poll();
      Workspace workspace = free == null ? recipe.workspace(network) : free;
      try {
        float[][] rows = new float[images.size()][];
        split.run(images.size(), (from, to) -> part(workspace, images, from, to, turn, rows));
        return rows;
      } finally {
        idle.add(workspace);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** True when every value is a finite number; a caller rejects the image otherwise. */
  public static boolean isFinite(float[] embedding) {
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Runs images {@code from} to {@code to}; a network without a side takes runs of one size. */
  private void part(
      Workspace workspace, List<Pixels> images, int from, int to, Lock turn, float[][] rows) {
    int start = from;
    while (start < to) {
      int end = recipe.side() > 0 ? to : endOfSize(images, start, to);
      workspace.begin(end - start, images.get(start));
      for (int i = start; i < end; i++) {
        workspace.add(i - start, checked(images.get(i)));
      }
      float[][] part = forward(workspace, turn);
      if (part.length != end - start) {
        throw new ModelException(
            facts.uri(), "must give a row an image, got " + part.length + " for " + (end - start));
      }
      System.arraycopy(part, 0, rows, start, part.length);
      start = end;
    }
  }

  private static float[][] forward(Workspace workspace, Lock turn) {
    turn.lock();
    try {
      return workspace.forward();
    } finally {
      turn.unlock();
    }
  }

  private static int endOfSize(List<Pixels> images, int start, int to) {
    int width = images.get(start).width();
    int height = images.get(start).height();
    int end = start + 1;
    while (end < to && images.get(end).width() == width && images.get(end).height() == height) {
      end++;
    }
    return end;
  }

  private Pixels checked(Pixels image) {
    int side = recipe.side();
    boolean fits = side == 0 || image.width() == side && image.height() == side;
    if (recipe.resize() == ResizeMode.NONE && !fits) {
      throw new ModelException(
          facts.uri(),
          "takes %d×%d pixels with resize = none, got %d×%d"
              .formatted(side, side, image.width(), image.height()));
    }
    return image;
  }

  /** Waits for running calls, then releases the network. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        idle.forEach(Workspace::close);
        idle.clear();
        network.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
