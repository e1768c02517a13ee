package org.synthassay.spark.join;

import java.io.Serializable;

/**
 * What the block join took.
 *
 * @param pairs of rows whose products were swept, symmetric ones once; again for rows that
 *     estimates misled, without the estimates' own
 * @param rechecks distances that float32 left open and float64 decided
 * @param rowsRead rows of embeddings that tasks read, again and again, to pair them: 4 bytes a
 *     value, and 4 · (directions + 1) more where shadows are used; not the shadows alone that
 *     estimates read
 * @param directions of the shadows that rule out pairs before whole rows are looked at; 0: products
 *     of whole rows
 * @param cellRows rows of a cell, the unit of reading and merging
 * @param stripCells the most cells that a task keeps in memory
 */
public record JoinFacts(
    long pairs, long rechecks, long rowsRead, int directions, int cellRows, int stripCells)
    implements Serializable {}
