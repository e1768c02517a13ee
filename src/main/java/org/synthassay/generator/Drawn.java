package org.synthassay.generator;

/**
 * One finished picture.
 *
 * @param bytes row by row, grey or blue, green, red
 */
@SuppressWarnings("ArrayRecordComponent")
public record Drawn(Subject subject, byte[] bytes, int channels, int height, int width) {}
