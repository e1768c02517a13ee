package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.shard.CellText;

/** A column of a table as the texts that labels, groups and paths are. */
public final class TextColumn {
  private TextColumn() {}

  /** The column {@code name} of a table of this schema. */
  public static Column of(String name, StructType schema) {
    Column there = col("`" + name + "`");
    DataType type = schema.apply(name).dataType();
    UDF1<@Nullable Double, @Nullable String> ofDouble = v -> v == null ? null : CellText.of(v);
    UDF1<@Nullable Float, @Nullable String> ofFloat = v -> v == null ? null : CellText.of(v);
    return type.equals(DataTypes.DoubleType)
        ? udf(ofDouble, DataTypes.StringType).apply(there)
        : type.equals(DataTypes.FloatType)
            ? udf(ofFloat, DataTypes.StringType).apply(there)
            : there.cast(DataTypes.StringType);
  }
}
