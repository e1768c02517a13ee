package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How ids stand in what a run leaves: as they are, or hashed with a salt that is kept nowhere.
 *
 * @param salt empty: ids stay
 */
public record IdMask(String salt) implements Serializable {
  private static final int HASH_BYTES = 16;

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

  /** By a function, not by an expression: the salt stands in no plan, page or event log. */
  private Column of(Column id) {
    UDF1<String, String> hash = this::hashed;
    return salt.isEmpty() ? id : udf(hash, DataTypes.StringType).apply(id);
  }

  private @Nullable String hashed(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest((salt + id).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return salt.isEmpty() ? "IdMask.none" : "IdMask.salted";
  }

  /** A sentence that may name a file: left out where ids are hashed. */
  Column sentence(Column sentence) {
    return salt.isEmpty() ? sentence : lit("(left out: ids are hashed)");
  }
}
