package org.synthassay.embedding;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
    int bytes = Math.toIntExact(3L * images * height * width * input.type().getNumOfBytes());
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(bytes);
    if (scaled.length < 3 * height * width) {
      scaled = new float[3 * height * width];
    }
  }

  /**
   * Writes one image.
   *
   * @param red height×width values in 0..255; the same array thrice for grey
   */
  void write(int index, float[] red, float[] green, float[] blue) {
    int pixels = height * width;
    boolean planes = input.layout() == Layout.PLANES;
    int pixelStep = planes ? 1 : 3;
    int channelStep = planes ? pixels : 1;
    scale(red, 0, 0, pixelStep);
    scale(green, 1, channelStep, pixelStep);
    scale(blue, 2, 2 * channelStep, pixelStep);
    if (input.type() == DataType.UINT8) {
      for (int i = 0; i < 3 * pixels; i++) {
        buffer.put(3 * pixels * index + i, (byte) Math.round(scaled[i]));
      }
    } else {
      FloatBuffer floats = buffer.asFloatBuffer();
      floats.put(3 * pixels * index, scaled, 0, 3 * pixels);
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
    return input.layout().shape(images, height, width);
  }

  int images() {
    return images;
  }
}
