package org.synthassay.spark.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.embedding.Encoders;

class ImageEmbedderTest {

  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.StringType).add("content", DataTypes.BinaryType);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void imagesBecomeRowsAndBrokenOnesNull() {
    Dataset<Row> images =
        frame(
            RowFactory.create("dark", png(20)),
            RowFactory.create("broken", "no image".getBytes(StandardCharsets.UTF_8)),
            RowFactory.create("bright", png(220)),
            RowFactory.create("missing", null));
    List<Row> rows =
        new ImageEmbedder().setBatchSize(3).transform(images).orderBy("id").collectAsList();
    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactly("bright", "broken", "dark", "missing");
    assertThat(rows.get(0).getList(2)).hasSize(2176).hasOnlyElementsOfType(Float.class);
    assertThat(rows.get(2).getList(2)).hasSize(2176);
    assertThat(rows.get(1).isNullAt(2)).isTrue();
    assertThat(rows.get(3).isNullAt(2)).isTrue();
  }

  /** Between typed operations Spark hands rows on as they are. */
  @Test
  void rowsAreAskedByNameInATypedOperationToo() {
    Dataset<Row> images = frame(RowFactory.create("dark", png(20)));
    assertThat(
            new ImageEmbedder()
                .transform(images)
                .map(
                    (MapFunction<Row, String>)
                        row -> row.getAs("id") + (row.getAs("embedding") == null ? "" : " known"),
                    org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .containsExactly("dark known");
  }

  @Test
  void manyPartitionsLoadTheModelOnceAndGiveTheSame() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      rows.add(RowFactory.create("i" + i, png(10 * i)));
    }
    Dataset<Row> images = frame(rows.toArray(Row[]::new));
    Encoders.closeAll();
    int before = Encoders.loads();
    List<Row> one = new ImageEmbedder().transform(images.coalesce(1)).orderBy("id").collectAsList();
    List<Row> many =
        new ImageEmbedder().transform(images.repartition(12)).orderBy("id").collectAsList();
    assertThat(Encoders.loads() - before).isEqualTo(1);
    for (int i = 0; i < one.size(); i++) {
      List<Float> expected = one.get(i).getList(2);
      List<Float> actual = many.get(i).getList(2);
      for (int j = 0; j < expected.size(); j++) {
        assertThat(Math.abs(actual.get(j) - expected.get(j))).isLessThan(1e-5f);
      }
    }
  }

  @Test
  void aBrokenModelFileIsNamed(@TempDir Path folder) throws Exception {
    Path model = folder.resolve("scan.onnx");
    Files.writeString(model, "not a network");
    ImageEmbedder embedder = new ImageEmbedder().setModelUrl(model.toUri().toString());
    assertThatThrownBy(
            () -> embedder.transform(frame(RowFactory.create("a", png(9)))).collectAsList())
        .hasStackTraceContaining("scan.onnx: must be a whole ONNX file");
  }

  @Test
  void aPipelineIsWrittenAndReadBack(@TempDir Path folder) throws Exception {
    ImageEmbedder embedder =
        new ImageEmbedder().setInputCol("content").setOutputCol("gist").setBatchSize(5);
    Dataset<Row> images = frame(RowFactory.create("a", png(100)));
    PipelineModel pipeline = new Pipeline().setStages(new PipelineStage[] {embedder}).fit(images);
    String path = folder.resolve("pipeline").toString();
    pipeline.write().overwrite().save(path);
    ImageEmbedder back = (ImageEmbedder) PipelineModel.load(path).stages()[0];
    assertThat(back.uid()).isEqualTo(embedder.uid());
    assertThat(back.getOrDefault(back.batchSize())).isEqualTo(5);
    assertThat(back.transform(images).first().getList(2)).hasSize(2176);
    assertThat(back.explainParams())
        .contains("modelUrl", "engine", "batchSize", "inputCol", "outputCol");
  }

  @Test
  void wrongColumnsAndChoicesAreNamed() {
    Dataset<Row> images = frame(RowFactory.create("a", png(1)));
    assertThatThrownBy(() -> new ImageEmbedder().setInputCol("pixels").transform(images))
        .hasMessage("inputCol pixels must be one of [id, content]");
    assertThatThrownBy(() -> new ImageEmbedder().setInputCol("id").transform(images))
        .hasMessage("inputCol id must be binary, got string");
    assertThatThrownBy(() -> new ImageEmbedder().setOutputCol("id").transform(images))
        .hasMessage("outputCol id must be new, got [id, content]");
    assertThatThrownBy(() -> new ImageEmbedder().setEngine("tensorflow").transform(images))
        .hasMessage("engine must be auto, onnxruntime or pytorch, got tensorflow");
    assertThatThrownBy(() -> new ImageEmbedder().setDevice("gpu").transform(images))
        .hasMessage(
            "builtin:gist: device = gpu needs spark.task.resource.gpu.amount, which is not set");
  }

  private static Dataset<Row> frame(Row... rows) {
    return spark.createDataFrame(List.of(rows), SCHEMA);
  }

  private static byte[] png(int level) {
    try (Mat mat = new Mat(16, 24, opencv_core.CV_8UC3, Scalar.all(level));
        BytePointer encoded = new BytePointer()) {
      opencv_imgcodecs.imencode(".png", mat, encoded);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }
}
