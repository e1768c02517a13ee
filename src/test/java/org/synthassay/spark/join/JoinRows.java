package org.synthassay.spark.join;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows as the join takes them, for tests of calibrated ones. */
final class JoinRows {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("set", DataTypes.StringType)
          .add("group", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType));

  private JoinRows() {}
}
