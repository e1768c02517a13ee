package org.synthassay.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.NetworkInput.Layout;

/**
 * One batch through a network: the tensor as it lies in memory, and N rows of d values back.
 *
 * @param output the name or place of the output that is read; null: the only one
 */
record Forward(String model, NetworkInput input, @Nullable String output)
    implements NoBatchifyTranslator<InputTensor, float[][]> {

  @Override
  public NDList processInput(TranslatorContext context, InputTensor tensor) {
    NDArray array = context.getNDManager().create(tensor.buffer(), tensor.shape(), input.type());
    boolean turned = input.layout() == Layout.CHANNELS_LAST;
    return new NDList(turned ? array.transpose(0, 3, 1, 2) : array);
  }

  @Override
  public float[][] processOutput(TranslatorContext context, NDList outputs) {
    NDArray read = outputs.get(NetworkOutput.index(model, output, outputs));
    Shape shape = read.getShape();
    // Global pooling often leaves 1×1 behind the d values.
    boolean rows = shape.dimension() >= 2 && shape.size() == shape.get(0) * shape.get(1);
    if (!rows || !isReal(read.getDataType())) {
      throw ModelException.of(
          output == null ? "model" : "output",
          model,
          "must give one output N×d of float32, half or double, got "
              + read.getDataType().name().toLowerCase(java.util.Locale.ROOT)
              + " "
              + shape
              + (shape.dimension() > 2 ? ": pool it over height and width, or name another" : ""));
    }
    ByteBuffer values = read.toByteBuffer();
    float[][] embeddings = new float[(int) shape.get(0)][(int) shape.get(1)];
    for (float[] row : embeddings) {
      for (int i = 0; i < row.length; i++) {
        row[i] = next(values, read.getDataType());
      }
    }
    return embeddings;
  }

  private static boolean isReal(DataType type) {
    return type == DataType.FLOAT32 || type == DataType.FLOAT16 || type == DataType.FLOAT64;
  }

  private static float next(ByteBuffer values, DataType type) {
    return switch (type) {
      case FLOAT16 -> Fp16Conversions.fp16ToFloat(values.getShort());
      case FLOAT64 -> (float) values.getDouble();
      default -> values.getFloat();
    };
  }
}
