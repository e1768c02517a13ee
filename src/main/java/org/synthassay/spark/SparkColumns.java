package org.synthassay.spark;

import java.util.List;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Names of columns in the form that Spark's joins take. */
final class SparkColumns {
  private SparkColumns() {}

  static Seq<String> names(List<String> names) {
    return JavaConverters.asScalaBuffer(names).toSeq();
  }
}
