package org.synthassay.embedding;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.synthassay.embedding.NetworkInput.Layout;

/**
 * How images may go into the one input that an ONNX file declares: by its four dimensions, of which
 * one is for the channels.
 *
 * @param shape −1 where a dimension is free
 */
record OnnxInputs(String uri, DataType type, List<Long> shape) {

  private static final int BATCH = 0;

  /** Where the channels stand, and the two sides. */
  private enum Order {
    FIRST(1, 2, 3, Layout.PLANES),
    LAST(3, 1, 2, Layout.ROWS);

    private final int channels;
    private final int height;
    private final int width;
    private final Layout layout;

    Order(int channels, int height, int width, Layout layout) {
      this.channels = channels;
      this.height = height;
      this.width = width;
      this.layout = layout;
    }
  }

  /** An order and a number of channels that the shape allows. */
  private record Form(Order order, int channels) {}

  static OnnxInputs of(String uri, List<TensorPort> ports) {
    if (ports.size() != 1) {
      throw wrong(uri, ports);
    }
    TensorPort port = ports.get(0);
    DataType type =
        switch (port.type()) {
          case "float" -> DataType.FLOAT32;
          case "float16" -> DataType.FLOAT16;
          case "double" -> DataType.FLOAT64;
          case "uint8" -> DataType.UINT8;
          default -> throw wrong(uri, ports);
        };
    OnnxInputs inputs = new OnnxInputs(uri, type, port.shape());
    if (port.shape().size() != 4 || inputs.forms().isEmpty()) {
      throw wrong(uri, ports);
    }
    if (port.shape().get(BATCH) > 1) {
      throw new ModelException(
          uri, "the batch must be free or 1, got " + port.shape().get(BATCH) + " in " + port);
    }
    return inputs;
  }

  private static ModelException wrong(String uri, List<TensorPort> ports) {
    return new ModelException(
        uri,
        "must take one input N×3×side×side or N×side×side×3, or with 1 channel, of float32, half,"
            + " double or uint8, got "
            + (ports.isEmpty() ? "none" : TensorPort.list(ports)));
  }

  /** Where a dimension is 3 or 1 by declaration, that is the channels'; else all are tried. */
  private List<Form> forms() {
    List<Form> declared = new ArrayList<>();
    List<Form> free = new ArrayList<>();
    for (int channels : List.of(3, 1)) {
      for (Order order : Order.values()) {
        long here = shape.get(order.channels);
        if (isSquare(order) && here == channels) {
          declared.add(new Form(order, channels));
        } else if (isSquare(order) && here <= 0) {
          free.add(new Form(order, channels));
        }
      }
    }
    return declared.isEmpty() ? free : declared;
  }

  private boolean isSquare(Order order) {
    long height = shape.get(order.height);
    long width = shape.get(order.width);
    return height <= 0 || width <= 0 || height == width;
  }

  /** The only side that the file allows in pixels, or 0. */
  int fixedSide() {
    Order order = forms().get(0).order();
    return (int) Math.max(0, Math.max(shape.get(order.height), shape.get(order.width)));
  }

  /** The most images that the file allows at once. */
  int maxBatch() {
    return shape.get(BATCH) == 1 ? 1 : Integer.MAX_VALUE;
  }

  /** Likeliest first. */
  List<NetworkInput> candidates(List<Integer> sides) {
    List<NetworkInput> candidates = new ArrayList<>();
    for (Form form : forms()) {
      for (int side : sides) {
        candidates.add(new NetworkInput(side, form.channels(), type, form.order().layout));
      }
    }
    return candidates;
  }
}
