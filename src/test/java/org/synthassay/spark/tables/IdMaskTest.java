package org.synthassay.spark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.Test;
import org.synthassay.spark.run.LocalSpark;

class IdMaskTest {
  private final SparkSession spark = LocalSpark.session();

  private Dataset<Row> masked(IdMask mask) {
    List<String> ids = Arrays.asList("patient1", "patient2", null);
    return mask.apply(spark.createDataset(ids, Encoders.STRING()).toDF("id"), "id");
  }

  @Test
  void idsAreHashedAlikeWithinARunAndOtherwiseInAnother() {
    IdMask mask = IdMask.salted();
    List<String> once = masked(mask).as(Encoders.STRING()).collectAsList();
    assertThat(once.get(0)).matches("[0-9a-f]{32}").isNotEqualTo(once.get(1));
    assertThat(once.get(2)).isNull();
    assertThat(masked(mask).as(Encoders.STRING()).collectAsList()).isEqualTo(once);
    assertThat(masked(IdMask.salted()).as(Encoders.STRING()).collectAsList())
        .doesNotContain(once.get(0));
    assertThat(masked(IdMask.none()).as(Encoders.STRING()).collectAsList())
        .containsExactly("patient1", "patient2", null);
  }

  @Test
  void theSaltStandsInNoPlan() {
    IdMask mask = IdMask.salted();
    Dataset<Row> table = masked(mask);
    for (String mode : List.of("extended", "codegen", "formatted")) {
      assertThat(table.queryExecution().explainString(ExplainMode.fromString(mode)))
          .isNotEmpty()
          .doesNotContain(mask.salt());
    }
    assertThat(mask.toString()).doesNotContain(mask.salt());
  }
}
