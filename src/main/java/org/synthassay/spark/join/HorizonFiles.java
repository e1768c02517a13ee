package org.synthassay.spark.join;

import java.io.Serializable;
import org.synthassay.manifold.Horizons;

/**
 * How far the rows of each cell look in one pass over pairs, in a file a cell.
 *
 * @param pairs which pairs are passed over
 * @param pass 0: rows look at all pairs, and there are no files
 */
record HorizonFiles(JoinStore store, String pairs, int pass) implements Serializable {

  /** Before any pass: every row looks at all pairs. */
  static HorizonFiles endless(JoinStore store, String pairs) {
    return new HorizonFiles(store, pairs, 0);
  }

  /** Whether a pass within estimates went before, and only the rows that it failed look. */
  boolean repeated() {
    return pass > 1;
  }

  /** The next pass's. */
  HorizonFiles next() {
    return new HorizonFiles(store, pairs, pass + 1);
  }

  /** Those of the {@code rows} distinct rows of {@code cell}. */
  Horizons read(int cell, int rows) {
    return pass == 0 ? Horizons.endless(rows) : store.read(file(cell), Horizons::read);
  }

  /** Whether any row of {@code cell} looks. */
  boolean looking(int cell) {
    return !repeated() || store.read(file(cell), Horizons::read).looking() > 0;
  }

  void write(int cell, Horizons horizons) {
    store.writeOnce(file(cell), horizons::write);
  }

  private String file(int cell) {
    return "horizons/" + pairs + "-" + pass + "-" + cell;
  }
}
