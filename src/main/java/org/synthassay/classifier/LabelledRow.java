package org.synthassay.classifier;

/** One row of the training part, as read; {@code values} in the order of the features. */
@SuppressWarnings("ArrayRecordComponent")
record LabelledRow(String id, boolean synthetic, int fold, double[] values) {}
