package org.synthassay.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of a network's outputs is the embedding: a choice that is asked for, not guessed. */
final class NetworkOutput {

  private NetworkOutput() {}

  /** The place of the output that {@code asked} names, or of the only one, among those declared. */
  static int index(String model, @Nullable String asked, List<TensorPort> declared) {
    return index(
        model, asked, declared.stream().map(TensorPort::name).toList(), TensorPort.list(declared));
  }

  /** The same among those that a run gave, of a file that declares none. */
  static int index(String model, @Nullable String asked, NDList given) {
    List<String> names =
        given.stream().map(array -> array.getName() == null ? "" : array.getName()).toList();
    return given.size() == 1 && asked == null
        ? 0
        : index(model, asked, names, shapes(names, given));
  }

  private static int index(
      String model, @Nullable String asked, List<String> names, String offered) {
    if (asked == null) {
      if (names.size() == 1) {
        return 0;
      }
      throw ModelException.of(
          "output", model, "gives several outputs, so output must name one of " + offered);
    }
    int place = names.indexOf(asked);
    if (place < 0 && asked.matches("\\d{1,4}")) {
      place = Integer.parseInt(asked);
    }
    if (place < 0 || place >= names.size()) {
      throw ModelException.of(
          "output", model, "gives no output '" + asked + "': must be one of " + offered);
    }
    return place;
  }

  private static String shapes(List<String> names, NDList given) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> (names.get(i).isEmpty() ? "" + i : names.get(i)) + " " + shape(given.get(i)))
        .collect(Collectors.joining(", "));
  }

  private static String shape(NDArray array) {
    return array.getShape().toString();
  }
}
