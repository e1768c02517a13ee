package org.synthassay.manifold.passes;

import java.io.Serializable;
import org.synthassay.manifold.Horizons;

/**
 * How far the rows of each cell look in one pass over the pairs inside a set.
 *
 * @param pass 0: rows look at all pairs, and nothing is kept
 */
record HorizonFiles(CellSet set, int pass) implements Serializable {

  /** Before any pass: every row looks at all pairs. */
  static HorizonFiles endless(CellSet set) {
    return new HorizonFiles(set, 0);
  }

  /** Whether a pass within estimates went before, and only the rows that it failed look. */
  boolean repeated() {
    return pass > 1;
  }

  /** The next pass's. */
  HorizonFiles next() {
    return new HorizonFiles(set, pass + 1);
  }

  /** Those of the {@code rows} distinct rows of {@code cell}. */
  Horizons read(int cell, int rows) {
    return pass == 0 ? Horizons.endless(rows) : set.store().read(file(cell), Horizons::read);
  }

  /** Whether any row of {@code cell} looks. */
  boolean looking(int cell) {
    return !repeated() || set.store().read(file(cell), Horizons::read).looking() > 0;
  }

  void write(int cell, Horizons horizons) {
    set.store().writeOnce(file(cell), horizons::write);
  }

  private String file(int cell) {
    return "horizons/" + set.name() + "-" + pass + "-" + cell;
  }
}
