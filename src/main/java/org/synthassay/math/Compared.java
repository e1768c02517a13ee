package org.synthassay.math;

import java.io.Serializable;
import java.util.function.Function;

/**
 * A value for the real set and the same for the synthetic one, so that roles are named, not
 * positional.
 */
public record Compared<T>(T real, T synthetic) implements Serializable {

  public <R> Compared<R> map(Function<? super T, ? extends R> function) {
    return new Compared<>(function.apply(real), function.apply(synthetic));
  }
}
