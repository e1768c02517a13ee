package org.synthassay.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The images of one pass.
 *
 * @param first number of the first place
 * @param size places
 * @param wanted images in their order; the first of them stands in the places of no other
 */
record BatchPlan(long first, int size, List<Subject> wanted) {

  /** A subject a place. */
  List<Subject> filled() {
    List<Subject> filled = new ArrayList<>(Collections.nCopies(size, wanted.get(0)));
    wanted.forEach(subject -> filled.set(place(subject), subject));
    return filled;
  }

  int place(Subject subject) {
    return (int) (subject.number() - first);
  }
}
