package org.synthassay.shard;

import java.util.Arrays;
import java.util.List;
import org.synthassay.image.Rejected.Reason;

/**
 * A bad input and what must come of it.
 *
 * @param images that are still read whole
 * @param codes of the rejected rows, in the order found
 * @param says part of the last rejected row's sentence
 */
record Fault(String what, MemoryFile file, int images, List<Reason> codes, String says) {

  static Fault of(String what, String name, byte[] bytes) {
    return of(what, new MemoryFile(name, bytes));
  }

  static Fault of(String what, MemoryFile file) {
    return new Fault(what, file, 0, List.of(), "");
  }

  Fault leaves(int usableImages) {
    return new Fault(what, file, usableImages, codes, says);
  }

  Fault rejects(String sentence, Reason... reasons) {
    return new Fault(what, file, images, Arrays.asList(reasons), sentence);
  }

  @Override
  public String toString() {
    return what;
  }
}
