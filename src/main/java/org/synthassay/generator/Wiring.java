package org.synthassay.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.TensorInput;
import org.synthassay.embedding.TensorInput.Element;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.embedding.TensorPort;

/** Holds what a generator feeds against what a network's file declares, and makes the tensors. */
final class Wiring {

  private static final Map<String, Element> ELEMENTS =
      Map.of("float", Element.FLOAT, "int32", Element.INT32, "int64", Element.INT64);

  private final TensorNetwork network;
  private final List<TensorPort> left;
  private final List<TensorInput> inputs = new ArrayList<>();

  Wiring(TensorNetwork network) {
    this.network = network;
    left = new ArrayList<>(network.inputs());
  }

  /** Floats of fixed dimensions, such as a state; trailing 1s that the file declares are added. */
  TensorInput floats(String key, @Nullable String name, long... dims) {
    TensorPort port = take(key, name).orElse(null);
    if (port == null) {
      return add(new TensorInput("", Element.FLOAT, dims));
    }
    if (!port.type().equals("float")) {
      throw wrong(key, port, "must be float32");
    }
    if (!port.shape().isEmpty() && port.shape().get(0) > 0 && port.shape().get(0) != dims[0]) {
      throw wrong(
          key, port, "takes " + port.shape().get(0) + " images at once, batch is " + dims[0]);
    }
    long[] padded = padded(port, dims);
    if (!port.fits(padded)) {
      throw wrong(key, port, "is fed " + TensorPort.text(dims));
    }
    return add(new TensorInput(port.name(), Element.FLOAT, padded));
  }

  private static long[] padded(TensorPort port, long... dims) {
    long[] padded = Arrays.copyOf(dims, Math.max(dims.length, port.shape().size()));
    Arrays.fill(padded, dims.length, padded.length, 1);
    return padded;
  }

  /** One number for all images, or the same one an image: a time, a truncation. */
  TensorInput number(String key, @Nullable String name, Element usual, int batch) {
    TensorPort port = take(key, name).orElse(null);
    if (port == null) {
      return add(new TensorInput("", usual, batch));
    }
    Element element = element(key, port);
    if (port.shape().isEmpty()) {
      return add(new TensorInput(port.name(), element));
    }
    if (port.fits(batch)) {
      return add(new TensorInput(port.name(), element, batch));
    }
    if (port.fits(1)) {
      return add(new TensorInput(port.name(), element, 1));
    }
    throw wrong(key, port, "must be one number, or one an image");
  }

  /** A class an image: its number, or 1 at its place among {@code width} floats. */
  TensorInput classes(String key, @Nullable String name, int batch) {
    TensorPort port = take(key, name).orElse(null);
    if (port == null) {
      return add(new TensorInput("", Element.INT64, batch));
    }
    Element element = element(key, port);
    if (element == Element.FLOAT) {
      if (port.shape().size() != 2 || port.shape().get(1) < 1) {
        throw wrong(key, port, "must be float32 [images, classes] or whole numbers [images]");
      }
      return add(new TensorInput(port.name(), element, batch, port.shape().get(1)));
    }
    if (!port.fits(batch)) {
      throw wrong(key, port, "must be float32 [images, classes] or whole numbers [images]");
    }
    return add(new TensorInput(port.name(), element, batch));
  }

  /** One-hot classes for a network that declares no inputs. */
  TensorInput oneHot(int batch, int width) {
    return add(new TensorInput("", Element.FLOAT, batch, width));
  }

  /** All tensors, once every input of the file has its own. */
  List<TensorInput> complete() {
    if (!left.isEmpty()) {
      throw new ModelException(
          network.uri(),
          "takes more than it is given: %s of its inputs %s"
              .formatted(TensorPort.list(left), TensorPort.list(network.inputs())));
    }
    return List.copyOf(inputs);
  }

  /** The output of this name, or the first. */
  void output(@Nullable String name) {
    List<TensorPort> offered = network.outputs();
    if (name != null && offered.stream().noneMatch(port -> port.name().equals(name))) {
      throw new ModelException(
          network.uri(), "output = " + name + ": the file offers " + offers(offered));
    }
    offered.stream()
        .filter(port -> name == null || port.name().equals(name))
        .findFirst()
        .filter(port -> !port.type().equals("float"))
        .ifPresent(
            port -> {
              throw wrong("output", port, "must be float32");
            });
  }

  private TensorInput add(TensorInput input) {
    inputs.add(input);
    return input;
  }

  private Optional<TensorPort> take(String key, @Nullable String name) {
    List<TensorPort> offered = network.inputs();
    Optional<TensorPort> found =
        left.stream().filter(port -> name == null || port.name().equals(name)).findFirst();
    if (found.isEmpty() && (name != null || !offered.isEmpty())) {
      String asked = name == null ? key + " (by position)" : key + " = " + name;
      throw new ModelException(
          network.uri(), asked + ": the file has no such input, it offers " + offers(offered));
    }
    found.ifPresent(left::remove);
    return found;
  }

  private static String offers(List<TensorPort> ports) {
    return ports.isEmpty() ? "no names: leave them out" : TensorPort.list(ports);
  }

  private Element element(String key, TensorPort port) {
    Element element = ELEMENTS.get(port.type().toLowerCase(Locale.ROOT));
    if (element == null) {
      throw wrong(key, port, "must be float32, int32 or int64");
    }
    return element;
  }

  /** The settings say otherwise than the file. */
  ModelException unlike(String needed) {
    return new ModelException(
        network.uri(), "needs " + needed + ": it takes " + TensorPort.list(network.inputs()));
  }

  private ModelException wrong(String key, TensorPort port, String rule) {
    return new ModelException(
        network.uri(),
        "%s is %s, and %s; the file's inputs: %s, outputs: %s"
            .formatted(
                key,
                port,
                rule,
                TensorPort.list(network.inputs()),
                TensorPort.list(network.outputs())));
  }
}
