package org.synthassay.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import org.synthassay.embedding.NetworkInput.Layout;

/** One batch through a network: the tensor as it lies in memory, and N rows of d values back. */
record Forward(String model, NetworkInput input)
    implements NoBatchifyTranslator<InputTensor, float[][]> {

  @Override
  public NDList processInput(TranslatorContext context, InputTensor tensor) {
    NDArray array = context.getNDManager().create(tensor.buffer(), tensor.shape(), input.type());
    boolean planes = input.layout() == Layout.PLANES;
    return new NDList(planes ? array : array.transpose(0, 3, 1, 2));
  }

  @Override
  public float[][] processOutput(TranslatorContext context, NDList outputs) {
    if (outputs.size() != 1 || outputs.get(0).getDataType() != DataType.FLOAT32) {
      throw wrongOutput(outputs.toString());
    }
    NDArray output = outputs.get(0);
    Shape shape = output.getShape();
    // Global pooling often leaves 1×1 behind the d values.
    if (shape.dimension() < 2 || shape.size() != shape.get(0) * shape.get(1)) {
      throw wrongOutput(shape.toString());
    }
    FloatBuffer values = output.toByteBuffer().asFloatBuffer();
    float[][] rows = new float[(int) shape.get(0)][(int) shape.get(1)];
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }

  private ModelException wrongOutput(String got) {
    return new ModelException(model, "must give one output N×d of float32, got " + got);
  }
}
