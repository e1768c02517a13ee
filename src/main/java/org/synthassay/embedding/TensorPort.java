package org.synthassay.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One input or output as a network's file declares it.
 *
 * @param type lower case, such as {@code float} or {@code int64}
 * @param shape −1 where a dimension is free
 */
public record TensorPort(String name, String type, List<Long> shape) {

  public TensorPort {
    shape = List.copyOf(shape);
  }

  /** True where a tensor of these dimensions may go through. */
  public boolean fits(long... dims) {
    return shape.size() == dims.length
        && IntStream.range(0, dims.length)
            .allMatch(i -> shape.get(i) < 0 || shape.get(i) == dims[i]);
  }

  /** {@code x_t float [?, 2, 8, 8], t int64 [?]}. */
  public static String list(List<TensorPort> ports) {
    return ports.stream().map(TensorPort::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name + " " + type + " " + text(shape);
  }

  private static String text(List<Long> shape) {
    return shape.stream()
        .map(dim -> dim < 0 ? "?" : dim.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Dimensions as messages show them. */
  public static String text(long... dims) {
    return text(Arrays.stream(dims).boxed().toList());
  }
}
