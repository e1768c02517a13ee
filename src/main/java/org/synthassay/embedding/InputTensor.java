package org.synthassay.embedding;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.synthassay.embedding.NetworkInput.Layout;

/** A batch of images on its way into a network: one direct buffer, reused from batch to batch. */
final class InputTensor {

  private final NetworkInput input;
  private final ChannelScaling scaling;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
  private float[] scaled = {};
  private int images;
  private int height;
  private int width;

  InputTensor(NetworkInput input, ChannelScaling scaling) {
    this.input = input;
    this.scaling = scaling;
  }

  /** Makes room for images of one size, forgetting the batch before. */
  void reset(int newImages, int newHeight, int newWidth) {
    images = newImages;
    height = newHeight;
    width = newWidth;
    int values = input.channels() * height * width;
    int bytes = Math.toIntExact((long) values * images * input.type().getNumOfBytes());
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(bytes);
    if (scaled.length < values) {
      scaled = new float[values];
    }
  }

  /**
   * Writes one image.
   *
   * @param planes height×width values in 0..255 for each of the network's channels
   */
  void write(int index, float[]... planes) {
    int pixels = height * width;
    boolean apart = input.layout() == Layout.PLANES;
    for (int channel = 0; channel < planes.length; channel++) {
      scale(planes[channel], channel, channel * (apart ? pixels : 1), apart ? 1 : planes.length);
    }
    put(index * planes.length * pixels, planes.length * pixels);
  }

  private void put(int at, int values) {
    switch (input.type()) {
      case UINT8 -> {
        for (int i = 0; i < values; i++) {
          buffer.put(at + i, (byte) Math.round(scaled[i]));
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < values; i++) {
          buffer.putShort(2 * (at + i), Fp16Conversions.floatToFp16(scaled[i]));
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < values; i++) {
          buffer.putDouble(8 * (at + i), scaled[i]);
        }
      }
      default -> buffer.asFloatBuffer().put(at, scaled, 0, values);
    }
  }

  private void scale(float[] plane, int channel, int start, int step) {
    float factor = scaling.factor()[channel];
    float offset = scaling.offset()[channel];
    for (int i = 0; i < height * width; i++) {
      scaled[start + i * step] = plane[i] * factor + offset;
    }
  }

  ByteBuffer buffer() {
    return buffer;
  }

  Shape shape() {
    return input.shape(images, height, width);
  }
}
