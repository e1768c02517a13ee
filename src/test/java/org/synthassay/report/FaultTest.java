package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void everyFaultOfTheDemoIsNamed() {
    assertThat(Fault.in(SampleReports.full().scores()).stream().map(Fault::name))
        .containsExactly(
            "Class missing: nodule",
            "Label poorly covered: nodule",
            "Synthetic images are blurrier than real ones",
            "Synthetic images differ in texture from real ones",
            "Exact copies",
            "Near copies");
  }

  @Test
  void aRunWithoutFaultsHasNone() {
    assertThat(Fault.in(SampleReports.embeddingsOnly().scores())).isEmpty();
    assertThat(Fault.in(SampleReports.nothing().scores())).isEmpty();
  }

  @Test
  void aMixOfGreyAndColourIsNamedOfItsSet() {
    Map<String, Object> one = Map.of("measured_as", Map.of("colour", 9));
    Map<String, Object> mixed = Map.of("measured_as", Map.of("grey", 1, "colour", 8));
    assertThat(in(Map.of("formats", Map.of("real", one, "synthetic", mixed))))
        .containsExactly(
            new Fault(
                "Grey and colour mixed in the synthetic set",
                "1 image grey, 8 images in colour: the classifier goes without colourfulness;"
                    + " prepare.colour = grey or rgb makes them one kind"));
  }

  @Test
  void setsWhoseFilesWereMadeDifferentlyAreNamedWithWhatMakesThemAlike() {
    Map<String, Object> real =
        Map.of(
            "size", Map.of("256×256", 9, "112×112", 1),
            "codec", Map.of("jpeg", 10),
            "depth", Map.of("8 bit", 10),
            "quality", Map.of("75", 5, "85", 5));
    Map<String, Object> png =
        Map.of(
            "size", Map.of("112×112", 9, "other", 20),
            "codec", Map.of("png", 10),
            "depth", Map.of("16 bit", 10),
            "used_bits", Map.of("12 bit", 9, "3 bit", 1));
    Map<String, Object> finer =
        Map.of(
            "size", Map.of("256×250", 1), "quality", Map.of("95", 3), "depth", real.get("depth"));
    assertThat(in(Map.of("formats", Map.of("real", real, "synthetic", png))))
        .extracting(Fault::name)
        .containsExactly(
            "Native sizes differ",
            "File formats differ",
            "Bit depths differ",
            "Values of the synthetic set end at 4,095");
    assertThat(in(Map.of("formats", Map.of("real", real, "synthetic", png))))
        .extracting(Fault::evidence)
        .anyMatch(said -> said.contains("prepare.size = 112"))
        .anyMatch(said -> said.contains("synthetic.prepare.window { low = 0, high = 4095 }"));
    assertThat(in(Map.of("formats", Map.of("real", real, "synthetic", finer))))
        .extracting(Fault::evidence)
        .containsExactly(
            "real images are mostly of quality 80, synthetic ones of quality 95: prepare does not"
                + " undo it, save both alike");
    assertThat(in(Map.of("formats", Map.of("real", real, "synthetic", real)))).isEmpty();
    assertThat(
            in(
                Map.of(
                    "formats",
                    Map.of("real", Map.of("used_bits", Map.of("12 bit", 9, "15 bit", 1))))))
        .isEmpty();
  }

  @Test
  void equalBytesAreNamedWithTheirExamples() {
    Map<String, Object> pair = Map.of("set", "across", "id", "s/1.png", "same_as", "r/7.png");
    Map<String, Object> found =
        Map.of("real", 16, "synthetic", 0, "across", 1, "examples", List.of(pair));
    assertThat(in(Map.of("identical", found)))
        .containsExactly(
            new Fault(
                "Files that are there twice in the real set",
                "16 images with the bytes of another"),
            new Fault(
                "Synthetic images that are files of the real set",
                "1 image with the bytes of a real one, such as s/1.png is r/7.png"));
  }

  @Test
  void sharpnessCountsFromAMediumEffectInEitherDirection() {
    assertThat(effects(Map.of("biq", 0.329, "tiq", -0.1))).isEmpty();
    assertThat(effects(Map.of("biq", 0.33, "liq", 0.5)))
        .containsExactly(
            new Fault(
                "Synthetic images are sharper or noisier than real ones",
                "Cliff's delta BIQ 0.330 (medium), LIQ 0.500 (large)"));
    assertThat(effects(Map.of("biq", 0.4, "liq", -0.4))).hasSize(2);
  }

  @Test
  void textureIsOneFaultInWhateverDirection() {
    assertThat(effects(Map.of("asm", 0.4, "ent", -0.4)))
        .containsExactly(
            new Fault(
                "Synthetic images differ in texture from real ones",
                "Cliff's delta ASM 0.400 (medium), ENT −0.400 (medium)"));
  }

  @Test
  void aLabelOfAFewImagesIsNotHeldAgainstTheRest() {
    assertThat(labels(50, 100, 0, 9)).isEmpty();
    assertThat(labels(50, 100, 0, 10))
        .containsExactly(
            new Fault(
                "Label poorly covered: b",
                "0 of its 10 images have a synthetic one nearby; of the other labels 0.500 have"));
    assertThat(labels(50, 100, 38, 100)).isEmpty();
    assertThat(labels(50, 100, 30, 100)).isEmpty();
    assertThat(labels(50, 100, 29, 100)).hasSize(1);
  }

  @Test
  void aSingleLabelHasNoRestToBeHeldAgainst() {
    assertThat(
            in(
                Map.of(
                    "coverage_by_label",
                    List.of(Map.of("label", "all", "covered", 0, "images", 90)))))
        .isEmpty();
  }

  @Test
  void aShortClassIsNotAMissingOne() {
    assertThat(
            in(
                Map.of(
                    "sample",
                    Map.of("shortfall", List.of(Map.of("class", "a", "wanted", 9, "got", 3))))))
        .containsExactly(new Fault("Class short: a", "3 of 9 wanted synthetic images are there"));
  }

  private static List<Fault> labels(int covered, int images, int otherCovered, int otherImages) {
    return in(
        Map.of(
            "coverage_by_label",
            List.of(
                Map.of("label", "a", "covered", covered, "images", images),
                Map.of("label", "b", "covered", otherCovered, "images", otherImages))));
  }

  private static List<Fault> effects(Map<String, Double> deltas) {
    Map<String, Object> spatial = new java.util.HashMap<>();
    deltas.forEach((feature, delta) -> spatial.put(feature, Map.of("cliffs_delta", delta)));
    return in(Map.of("spatial", spatial));
  }

  private static List<Fault> in(Map<String, ?> sections) {
    return Fault.in(new Scores(MetricsJson.tree(sections)));
  }
}
