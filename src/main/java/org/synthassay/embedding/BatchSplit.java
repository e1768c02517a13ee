package org.synthassay.embedding;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many images go through a network at once: doubled while the device has room for twice as
 * many, halved for good whenever its memory runs out, down to 1.
 */
final class BatchSplit {

  private static final Logger LOG = LoggerFactory.getLogger(BatchSplit.class);

  private final AtomicInteger size;
  private final int most;
  private final BooleanSupplier room;
  private final AtomicBoolean full = new AtomicBoolean();

  /** Of a size that only shrinks. */
  BatchSplit(int size) {
    this(size, size, () -> false);
  }

  /**
   * @param most images at once, however much room there is
   * @param room whether the device would hold twice what it holds now
   */
  BatchSplit(int size, int most, BooleanSupplier room) {
    this.size = new AtomicInteger(size);
    this.most = most;
    this.room = room;
  }

  /** Images that go at once as things stand. */
  int size() {
    return size.get();
  }

  /** Work on the images {@code from} (inclusive) to {@code to} (exclusive) of a batch. */
  interface Part {
    void run(int from, int to);
  }

  /** Runs parts until all of {@code count} images are done. */
  void run(int count, Part part) {
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + size.get());
      try {
        part.run(from, to);
        grow(to - from);
        from = to;
      } catch (RuntimeException e) {
        if (to - from == 1 || !isOutOfMemory(e)) {
          throw e;
        }
        int halved = (to - from) / 2;
        full.set(true);
        size.accumulateAndGet(halved, Math::min);
        LOG.warn(
            "Out of device memory with {} images at once: going on with {}", to - from, halved);
      }
    }
  }

  private void grow(int done) {
    int now = size.get();
    if (done == now && 2 * now <= most && !full.get() && room.getAsBoolean()) {
      size.compareAndSet(now, 2 * now);
    }
  }

  /** Engines tell by message only. */
  private static boolean isOutOfMemory(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("out of memory")
          || message.contains("failed to allocate memory")
          || message.contains("cudaerrormemoryallocation")
          || message.contains("alloc_failed")) {
        return true;
      }
    }
    return false;
  }
}
