package org.synthassay.embedding;

import ai.djl.inference.Predictor;
import org.synthassay.image.Pixels;

/** What one thread needs to embed: scratch, tensor and predictor, reused from call to call. */
final class Workspace implements AutoCloseable {

  private final Network network;
  private final Resize resize;
  private final int side;
  private final Raster raster = new Raster();
  private final InputTensor tensor;
  private final Predictor<InputTensor, float[][]> predictor;
  private final float[][] planes = new float[3][0];

  /**
   * @param side of the network's input in pixels; 0: that of the images, which are of one size
   */
  Workspace(Network network, Resize resize, ChannelScaling scaling, int side) {
    this.network = network;
    this.resize = resize;
    this.side = side;
    tensor = new InputTensor(network.input(), scaling);
    predictor = network.predictor();
  }

  /** Forgets the batch before and makes room for {@code count} images of this one's size. */
  void begin(int count, Pixels like) {
    int height = side > 0 ? side : like.height();
    int width = side > 0 ? side : like.width();
    tensor.reset(count, height, width);
    for (int c = 0; c < planes.length; c++) {
      if (planes[c].length < height * width) {
        planes[c] = new float[height * width];
      }
    }
  }

  void add(int index, Pixels image) {
    raster.read(image);
    for (int c = 0; c < raster.channels; c++) {
      resize.plane(raster, c, planes[c]);
    }
    boolean grey = raster.channels == 1;
    if (network.input().channels() == 1) {
      if (!grey) {
        toGrey();
      }
      tensor.write(index, planes[0]);
    } else {
      // BGR in the raster, RGB in the tensor; grey is repeated.
      tensor.write(index, planes[grey ? 0 : 2], planes[grey ? 0 : 1], planes[0]);
    }
  }

  /** Rec. 601 luma, as colour becomes grey everywhere here. */
  private void toGrey() {
    float[] blue = planes[0];
    for (int i = 0; i < blue.length; i++) {
      blue[i] = 0.114f * blue[i] + 0.587f * planes[1][i] + 0.299f * planes[2][i];
    }
  }

  float[][] forward() {
    return network.forward(predictor, tensor);
  }

  @Override
  public void close() {
    predictor.close();
  }
}
