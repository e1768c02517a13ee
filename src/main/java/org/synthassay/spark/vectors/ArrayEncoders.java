package org.synthassay.spark.vectors;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.ArrayEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.PrimitiveFloatEncoder$;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;

/** Encoders of arrays, of which Spark's public ones for Java have none that 3.5 and 4 share. */
final class ArrayEncoders {
  private ArrayEncoders() {}

  static Encoder<float[]> floats() {
    return array(PrimitiveFloatEncoder$.MODULE$, false);
  }

  /** To Java, {@code E} of Scala's primitives is Object and {@code Array[E]} too. */
  @SuppressWarnings("unchecked")
  private static <A> Encoder<A> array(AgnosticEncoder<?> element, Boolean containsNull) {
    Object array = new ArrayEncoder<>(element, containsNull);
    return ExpressionEncoder.apply((AgnosticEncoder<A>) array);
  }
}
