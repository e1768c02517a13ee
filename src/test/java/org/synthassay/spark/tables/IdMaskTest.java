package org.synthassay.spark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.synthassay.spark.run.LocalSpark;

class IdMaskTest {
  private final SparkSession spark = LocalSpark.session();

  @Test
  void theSaltIsInNoPlanAndNoText() throws Exception {
    IdMask mask = IdMask.salted();
    Dataset<Row> ids =
        spark
            .createDataset(java.util.Arrays.asList("patient1_a.png", null), Encoders.STRING())
            .toDF("id");
    Dataset<Row> masked = mask.apply(ids, "id");
    assertThat(masked.collectAsList().get(0).getString(0))
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest((mask.salt() + "patient1_a.png").getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32));
    assertThat(masked.collectAsList().get(1).isNullAt(0)).isTrue();
    assertThat(masked.queryExecution().toString()).contains("id").doesNotContain(mask.salt());
    assertThat(mask.toString()).doesNotContain(mask.salt());
  }

  @Test
  void everyRunHasASaltOfItsOwn() {
    assertThat(IdMask.salted().salt()).hasSize(64).isNotEqualTo(IdMask.salted().salt());
  }
}
