package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How ids stand in what a run leaves: as they are, or hashed with a salt that is kept nowhere.
 *
 * @param salt empty: ids stay
 */
public record IdMask(String salt) {

  public static IdMask none() {
    return new IdMask("");
  }

  /** A mask of its own for this run. */
  public static IdMask salted() {
    byte[] salt = new byte[32];
    new SecureRandom().nextBytes(salt);
    return new IdMask(HexFormat.of().formatHex(salt));
  }

  /** Masks the named columns. */
  Dataset<Row> apply(Dataset<Row> table, String... columns) {
    Dataset<Row> masked = table;
    for (String column : columns) {
      masked = masked.withColumn(column, of(col("`" + column + "`")));
    }
    return masked;
  }

  private Column of(Column id) {
    Column hashed = substring(sha2(concat(lit(salt), id), 256), 1, 32);
    return salt.isEmpty() ? id : when(id.isNotNull(), hashed);
  }

  /** A sentence that may name a file: left out where ids are hashed. */
  Column sentence(Column sentence) {
    return salt.isEmpty() ? sentence : lit("(left out: ids are hashed)");
  }
}
