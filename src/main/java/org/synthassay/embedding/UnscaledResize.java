package org.synthassay.embedding;

/** Keeps the image's own size: the network scales by itself. */
final class UnscaledResize implements Resize {

  @Override
  public void plane(Raster image, int channel, float[] plane) {
    for (int i = 0; i < image.width * image.height; i++) {
      plane[i] = image.bytes[i * image.channels + channel] & 0xFF;
    }
  }
}
