package org.synthassay.embedding;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts a batch to a size that the device holds: halved whenever memory runs out, down to 1. */
final class BatchSplit {

  private static final Logger LOG = LoggerFactory.getLogger(BatchSplit.class);

  private final AtomicInteger size;

  BatchSplit(int size) {
    this.size = new AtomicInteger(size);
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
        from = to;
      } catch (RuntimeException e) {
        if (to - from == 1 || !isOutOfMemory(e)) {
          throw e;
        }
        int halved = (to - from) / 2;
        size.accumulateAndGet(halved, Math::min);
        LOG.warn(
            "Out of device memory with {} images at once: going on with {}", to - from, halved);
      }
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
