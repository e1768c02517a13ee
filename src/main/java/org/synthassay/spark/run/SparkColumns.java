package org.synthassay.spark.run;

import java.util.List;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Names of columns in the form that Spark's joins take. */
public final class SparkColumns {
  private SparkColumns() {}

  public static Seq<String> names(List<String> names) {
    return JavaConverters.asScalaBuffer(names).toSeq();
  }
}
