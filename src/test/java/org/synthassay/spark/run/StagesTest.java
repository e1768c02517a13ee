package org.synthassay.spark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.spark.run.Stages.Stage;

class StagesTest {
  private final SparkSession spark = LocalSpark.session();
  private final List<Integer> computed = new ArrayList<>();

  @TempDir Path folder;

  private Stages stages() {
    RunDirectory run = RunDirectory.open(folder.toString(), new Configuration());
    return new Stages(spark, run, new SparkJobs(spark, "t"));
  }

  private Dataset<Row> slice(int index, int fatal) {
    computed.add(index);
    if (index == fatal) {
      throw new IllegalStateException("the driver dies in slice " + index);
    }
    return spark.range(index * 10L, index * 10L + 10).toDF("number");
  }

  @Test
  void aSlicedStageRepeatsOnlyItsUnfinishedSlices() {
    Stage stage = Stage.of("extract", "settings");
    assertThatThrownBy(() -> stages().sliced(stage, 4, (index, done) -> slice(index, 2)))
        .hasMessageContaining("slice 2");
    assertThat(computed).containsExactly(0, 1, 2);
    computed.clear();

    Dataset<Row> table = stages().sliced(stage, 4, (index, done) -> slice(index, -1));

    assertThat(computed).containsExactly(2, 3);
    assertThat(table.columns()).containsExactly("number");
    assertThat(table.distinct().count()).isEqualTo(40);
  }

  /** What is marked as done goes with what was done. */
  @Test
  void settingsThatComeBackFindNothingOfAnotherRunsSlices() {
    Stage first = Stage.of("extract", "first");
    stages().sliced(first, 3, (index, done) -> slice(index, -1));
    Stage other = Stage.of("extract", "other");
    assertThatThrownBy(() -> stages().sliced(other, 3, (index, done) -> slice(index, 1)))
        .hasMessageContaining("slice 1");
    computed.clear();

    Dataset<Row> table = stages().sliced(first, 3, (index, done) -> slice(index, -1));

    assertThat(computed).containsExactly(0, 1, 2);
    assertThat(table.distinct().count()).isEqualTo(30);
  }

  @Test
  void aClusterOfAnotherSizeCutsAnewAndMixesNothing() {
    Stage stage = Stage.of("extract", "resized");
    assertThatThrownBy(() -> stages().sliced(stage, 4, (index, done) -> slice(index, 2)))
        .hasMessageContaining("slice 2");
    computed.clear();

    Dataset<Row> table = stages().sliced(stage, 2, (index, done) -> slice(index, -1));

    assertThat(computed).containsExactly(0, 1);
    assertThat(table.distinct().count()).isEqualTo(20);
    assertThat(table.count()).isEqualTo(20);
  }

  @Test
  void slicesOfOtherSettingsAreNeverMixedIn() {
    stages().sliced(Stage.of("extract", "old"), 4, (index, done) -> slice(index, -1));
    computed.clear();

    Dataset<Row> table =
        stages().sliced(Stage.of("extract", "new"), 2, (index, done) -> slice(index, -1));

    assertThat(computed).containsExactly(0, 1);
    assertThat(table.count()).isEqualTo(20);
  }
}
