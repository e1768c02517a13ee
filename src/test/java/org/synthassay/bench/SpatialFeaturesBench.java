package org.synthassay.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.synthassay.image.Pixels;
import org.synthassay.image.Pixels.SourceFormat;
import org.synthassay.spatial.Feature;
import org.synthassay.spatial.FeatureGroup;
import org.synthassay.spatial.SpatialFeatures;

/** Time of the eight spatial features of one decoded image on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpatialFeaturesBench {
  private static final List<Feature> CLASSIC = Feature.of(List.of(FeatureGroup.CLASSIC));

  /** {@code tissue}: smooth structure with grain; {@code noise}: every level pair occurs. */
  @Param({"tissue", "noise", "blank"})
  public String content;

  @Param({"256x256x1", "512x512x3"})
  public String shape;

  private Pixels pixels;

  @Setup
  public void draw() {
    String[] sides = shape.split("x", -1);
    int side = Integer.parseInt(sides[0]);
    int channels = Integer.parseInt(sides[2]);
    byte[] levels = new byte[side * side * channels];
    if (!content.equals("blank")) {
      new Random(7).nextBytes(levels);
    }
    Mat mat = new Mat(side, side, channels == 1 ? CV_8UC1 : CV_8UC3);
    mat.data().put(levels);
    if (content.equals("tissue")) {
      soften(mat);
    }
    pixels = new Pixels(mat, new SourceFormat("png", 8, channels, side, side, false));
  }

  @TearDown
  public void close() {
    pixels.close();
  }

  @Benchmark
  public SpatialFeatures features() {
    return SpatialFeatures.of(pixels, CLASSIC);
  }

  /** Blurred noise stretched over the levels, with about 3 levels of grain left. */
  private static void soften(Mat mat) {
    try (Mat grain = new Mat();
        Size wide = new Size(0, 0);
        Mat smooth = new Mat()) {
      mat.convertTo(grain, -1, 0.03, -4);
      GaussianBlur(mat, smooth, wide, 6);
      smooth.convertTo(smooth, -1, 8, -900);
      org.bytedeco.opencv.global.opencv_core.add(smooth, grain, mat);
    }
  }
}
