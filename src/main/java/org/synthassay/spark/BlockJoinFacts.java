package org.synthassay.spark;

import java.io.Serializable;

/**
 * What the block join took.
 *
 * @param pairs inner products of rows, symmetric ones once
 * @param rechecks distances that float32 left open and float64 decided
 * @param rowsRead rows of embeddings that tasks read, again and again, to pair them
 * @param cellRows rows of a cell, the unit of reading and merging
 * @param stripCells the most cells that a task keeps in memory
 */
public record BlockJoinFacts(long pairs, long rechecks, long rowsRead, int cellRows, int stripCells)
    implements Serializable {}
