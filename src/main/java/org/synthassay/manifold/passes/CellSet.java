package org.synthassay.manifold.passes;

import java.io.Serializable;
import org.synthassay.calibration.Halving;
import org.synthassay.manifold.RowBlock;

/** One set as the passes see it: numbered rows, cut into cells of equal size. */
public interface CellSet extends Serializable {

  /** Where passes leave what the next ones read. */
  PassStore store();

  /** "real" or "synthetic". */
  String name();

  /** All rows, duplicates included. */
  int rows();

  /** Rows of a cell; the last may have fewer. */
  int cellRows();

  /** Whether any row has a group. */
  boolean grouped();

  /** How scores are calibrated. */
  Halving halving();

  /** Who shares the distinct rows of cells {@code from} to below {@code to}. */
  CellMembers members(int from, int to);

  /**
   * The distinct rows of these cells, with their shadows on {@code directions} directions; 0:
   * without.
   */
  RowBlock block(int from, int to, int directions);

  /** The same rows' shadows, without the rows. */
  RowBlock shadowBlock(int from, int to, int directions);

  default boolean real() {
    return name().equals("real");
  }

  default int cells() {
    return (rows() + cellRows() - 1) / cellRows();
  }

  default int firstRow(int cell) {
    return Math.min(rows(), cell * cellRows());
  }
}
