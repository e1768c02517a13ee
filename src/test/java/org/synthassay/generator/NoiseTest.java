package org.synthassay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseTest {

  /** The vectors that Salmon et al. publish with Random123. */
  @Test
  void philoxGivesThePublishedWords() {
    assertThat(words(0, 0)).containsExactly("6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8");
    assertThat(words(-1, -1)).containsExactly("408f276d", "41c83b0e", "a20bc7c6", "6d5451fd");
  }

  private static String[] words(int each, long key) {
    int[] counter = {each, each, each, each};
    Philox.apply(counter, key);
    return Arrays.stream(counter).mapToObj("%08x"::formatted).toArray(String[]::new);
  }

  @Test
  void normalsAreTheScripts() throws IOException {
    JsonNode golden = Sampled.json().get("normal");
    float[] drawn = new float[8];
    new Noise(golden.get("seed").asLong())
        .normal(golden.get("image").asLong(), golden.get("draw").asInt(), drawn, 0, 8);
    for (int i = 0; i < drawn.length; i++) {
      assertThat(drawn[i]).isCloseTo((float) golden.get("first").get(i).asDouble(), within(1e-6f));
    }
  }

  /** The same eight, so that they are held without the reference folder too. */
  @Test
  void normalsOfALargeNumberAreKnown() {
    float[] drawn = new float[7];
    new Noise(20240131).normal(5_000_000_000L, 3, drawn, 0, 7);
    float[] known = {
      0.67962563f, -0.05029727f, 0.92949075f, -0.73609132f, -0.95835507f, -0.40383652f, -0.6111952f
    };
    assertThat(drawn).containsExactly(known, within(1e-6f));
  }

  /** The bits are StrictMath's, whatever functions the processor has. */
  @Test
  void normalsAreThoseOfStrictMath() {
    int count = 1_000_000;
    float[] drawn = new float[count];
    new Noise(11).normal(7, 2, drawn, 0, count);
    for (int i = 0; i < count; i += 4) {
      int[] words = {i / 4, 2, 7, 0};
      Philox.apply(words, 11);
      for (int pair = 0; pair < 4; pair += 2) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(unit(words[pair])));
        double angle = 2 * Math.PI * unit(words[pair + 1]);
        assertThat(drawn[i + pair]).isEqualTo((float) (radius * StrictMath.cos(angle)));
        assertThat(drawn[i + pair + 1]).isEqualTo((float) (radius * StrictMath.sin(angle)));
      }
    }
  }

  private static double unit(int word) {
    return (Integer.toUnsignedLong(word) + 0.5) / (1L << 32);
  }

  @Test
  void noiseIsStandardNormalAndUniformInMinusOneToOne() {
    int count = 40_000;
    float[] normals = new float[count];
    float[] uniforms = new float[count];
    new Noise(7).normal(3, 0, normals, 0, count);
    new Noise(7).uniform(3, 0, uniforms, 0, count);
    assertThat(mean(normals, 1)).isCloseTo(0, within(4 / Math.sqrt(count)));
    assertThat(mean(normals, 2)).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
    assertThat(mean(normals, 4)).isCloseTo(3, within(4 * Math.sqrt(96.0 / count)));
    assertThat(mean(uniforms, 1)).isCloseTo(0, within(4 / Math.sqrt(3.0 * count)));
    assertThat(mean(uniforms, 2)).isCloseTo(1 / 3.0, within(4 * Math.sqrt(4 / 45.0 / count)));
  }

  private static double mean(float[] values, int power) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, power);
    }
    return sum / values.length;
  }

  @Test
  void imagesDrawsAndSeedsHaveTheirOwnNoise() {
    assertThat(first(1, 2, 3)).isEqualTo(first(1, 2, 3));
    assertThat(first(1, 2, 3)).isNotEqualTo(first(2, 2, 3));
    assertThat(first(1, 2, 3)).isNotEqualTo(first(1L << 32 | 1, 2, 3));
    assertThat(first(1, 2, 3)).isNotEqualTo(first(1, 2L + (1L << 32), 3));
    assertThat(first(1, 2, 3)).isNotEqualTo(first(1, 2, 4));
  }

  private static float first(long seed, long image, int draw) {
    float[] drawn = new float[1];
    new Noise(seed).normal(image, draw, drawn, 0, 1);
    return drawn[0];
  }

  /** numpy.random.RandomState(seed).randn, as NumPy prints it in full. */
  @Test
  void numpysNormalsReplay() {
    assertThat(numpy(0, 5))
        .containsExactly(
            1.764052345967664,
            0.4001572083672233,
            0.9787379841057392,
            2.240893199201458,
            1.8675579901499675);
    assertThat(numpy(4711, 2)).containsExactly(-0.25293105859511145, -0.3826454845455884);
    NumpyNormals later = new NumpyNormals(1);
    double last = 0;
    for (int i = 0; i < 2000; i++) {
      last = later.next();
    }
    assertThat(last).isEqualTo(1.386825593941044);
  }

  private static double[] numpy(int seed, int count) {
    NumpyNormals normals = new NumpyNormals(seed);
    double[] drawn = new double[count];
    Arrays.setAll(drawn, i -> normals.next());
    return drawn;
  }
}
