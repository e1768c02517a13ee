package org.synthassay.spark.extract;

import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;

/**
 * Spark ML transformer: a column of encoded images (binary) to one of embeddings (array of float),
 * null where bytes do not decode or the network gives no numbers. Parameters are named as those of
 * DJL's Spark extension.
 */
public final class ImageEmbedder extends Transformer implements DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final Param<String> engine;
  private final Param<String> modelUrl;
  private final IntParam batchSize;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> resize;
  private final Param<String> normalise;
  private final Param<String> device;

  public ImageEmbedder() {
    this(Identifiable$.MODULE$.randomUID("imageEmbedder"));
  }

  /** With an identifier of its own, as Spark's reader makes it. */
  public ImageEmbedder(String uid) {
    this.uid = uid;
    engine = text("engine", "auto, onnxruntime or pytorch", "auto");
    modelUrl = text("modelUrl", "builtin:gist, or the path of a .onnx or .pt file", "builtin:gist");
    batchSize = new IntParam(uid, "batchSize", "images a forward pass", ParamValidators.gt(0));
    inputCol = text("inputCol", "column of encoded images (binary)", "content");
    outputCol = text("outputCol", "column of embeddings (array of float)", "embedding");
    resize = text("resize", "auto, tf1, clean or none", "auto");
    normalise = text("normalise", "auto, fid, imagenet, unit or raw", "auto");
    device = text("device", "auto, cpu or gpu", "auto");
    setDefault(batchSize, 32);
  }

  public static ImageEmbedder load(String path) {
    return read().load(path);
  }

  /** Found by name when a pipeline is read. */
  public static MLReader<ImageEmbedder> read() {
    return new DefaultParamsReader<>();
  }

  public Param<String> engine() {
    return engine;
  }

  public Param<String> modelUrl() {
    return modelUrl;
  }

  public IntParam batchSize() {
    return batchSize;
  }

  public Param<String> inputCol() {
    return inputCol;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  public Param<String> resize() {
    return resize;
  }

  public Param<String> normalise() {
    return normalise;
  }

  public Param<String> device() {
    return device;
  }

  public ImageEmbedder setEngine(String value) {
    return with(engine, value);
  }

  public ImageEmbedder setModelUrl(String value) {
    return with(modelUrl, value);
  }

  public ImageEmbedder setBatchSize(int value) {
    return with(batchSize, value);
  }

  public ImageEmbedder setInputCol(String value) {
    return with(inputCol, value);
  }

  public ImageEmbedder setOutputCol(String value) {
    return with(outputCol, value);
  }

  public ImageEmbedder setResize(String value) {
    return with(resize, value);
  }

  public ImageEmbedder setNormalise(String value) {
    return with(normalise, value);
  }

  public ImageEmbedder setDevice(String value) {
    return with(device, value);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Transformer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    String input = $(inputCol);
    String output = $(outputCol);
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(input)) {
      throw new IllegalArgumentException("inputCol " + input + " must be one of " + names);
    }
    DataType type = schema.apply(input).dataType();
    if (!type.equals(DataTypes.BinaryType)) {
      throw new IllegalArgumentException(
          "inputCol " + input + " must be binary, got " + type.simpleString());
    }
    if (names.contains(output)) {
      throw new IllegalArgumentException("outputCol " + output + " must be new, got " + names);
    }
    return schema.add(output, DataTypes.createArrayType(DataTypes.FloatType, false), true);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> images) {
    StructType schema = transformSchema(images.schema());
    ShippedModel model = ShippedModel.ship(images.sparkSession().sparkContext(), options());
    int column = images.schema().fieldIndex($(inputCol));
    return images
        .toDF()
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows ->
                    EmbeddedRows.ofTask(new EncodedImages(rows, column, schema), model.encoder()),
            Encoders.row(schema));
  }

  private EmbeddingOptions options() {
    return new EmbeddingOptions(
        $(modelUrl),
        choice(EngineChoice.class, engine),
        choice(ResizeMode.class, resize),
        choice(Normalisation.class, normalise),
        (int) $(batchSize),
        choice(DeviceChoice.class, device),
        null,
        null);
  }

  private <E extends Enum<E>> E choice(Class<E> choices, Param<String> param) {
    String value = $(param);
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(value)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(param.name() + " must be " + param.doc() + ", got " + value);
  }

  private Param<String> text(String name, String doc, String standard) {
    Param<String> param = new Param<>(uid, name, doc);
    setDefault(param, standard);
    return param;
  }

  private <T> ImageEmbedder with(Param<T> param, T value) {
    set(param, value);
    return this;
  }
}
