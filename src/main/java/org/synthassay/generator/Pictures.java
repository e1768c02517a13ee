package org.synthassay.generator;

import java.util.List;

/**
 * A batch of pictures as a network gave them, N×C×H×W, about −1..1.
 *
 * @param values kept until the next batch
 */
@SuppressWarnings("ArrayRecordComponent")
public record Pictures(float[] values, int channels, int height, int width) {

  public Pictures {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "a picture must have 1 or 3 channels, got %d×%d×%d".formatted(channels, height, width));
    }
  }

  /** One picture's bytes, row by row, channels interleaved: grey, or blue, green, red. */
  public byte[] bytes(int index, Quantise rule) {
    int pixels = height * width;
    byte[] bytes = new byte[channels * pixels];
    for (int c = 0; c < channels; c++) {
      int from = (index * channels + c) * pixels;
      int to = channels - 1 - c;
      for (int i = 0; i < pixels; i++) {
        bytes[i * channels + to] = rule.of(values[from + i]);
      }
    }
    return bytes;
  }

  /** Each picture of {@code batch} must hold numbers only. */
  Pictures requireFinite(List<Subject> batch) {
    int size = channels * height * width;
    for (int i = 0; i < batch.size(); i++) {
      float sum = 0;
      for (int j = i * size; j < (i + 1) * size; j++) {
        sum += 0 * values[j];
      }
      if (sum != 0) {
        throw new NotFiniteException(batch.get(i).number(), "in the picture");
      }
    }
    return this;
  }
}
