package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pages are also written to target/report-samples, to be looked at in a browser. */
class HtmlReportTest {

  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"figures\">(.*?)</script>");
  private static final Pattern STYLE = Pattern.compile("<style>.*?</style>", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9]+)((?: [^<>]*)?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)(?:=\"[^\"]*\")?");

  @TestFactory
  Stream<DynamicTest> everyShapeOfRunGivesASoundPage() {
    Map<String, Supplier<ReportData>> shapes =
        Map.of(
            "full", SampleReports::full,
            "embeddings", SampleReports::embeddingsOnly,
            "hashed", SampleReports::hashed,
            "nothing", SampleReports::nothing,
            "hostile", Hostile::report);
    return shapes.entrySet().stream()
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape.getKey(),
                    () -> {
                      String page = HtmlReport.of(shape.getValue().get());
                      write(shape.getKey(), page);
                      holdsOnlyOurMarkup(page);
                      allowsOnlyItsOwnScripts(page);
                      assertThat(page)
                          .contains("research tool, not a medical device")
                          .contains("A low copy count is no proof of privacy");
                    }));
  }

  @Test
  void theFullPageShowsEveryPart() {
    String text = text(HtmlReport.of(SampleReports.full()));
    assertThat(text)
        .contains("These scores do not compare with published ones.")
        .contains("Most synthetic images look like real ones (precision 0.713)")
        .contains("1 of 2 gates failed: manifold.copies.exact.")
        .contains("Class missing: nodule.")
        .contains("Coverage0.441expected 0.7830.463expected 0.791")
        .contains("KID0.01235± 0.00123")
        .contains("FID∞skippedlower")
        .contains("FID from 602 images a set in 2,176 dimensions is far too high")
        .contains("RBF (best in cross-validation)0.9430.572")
        .contains("healthy/p1000_real_frontal.png")
        .contains("near copydistance 1.05, radius 11.3")
        .contains("BIQ, sharpness (Brenner)Cliff's delta −0.655 (large)")
        .contains("the file ends after 20,144 of 61,002 bytes")
        .contains("all images are grey")
        .contains("Seed20240131")
        .contains("batch = 32");
  }

  @Test
  void whatIsMissingLeavesNoEmptySection() {
    String text = text(HtmlReport.of(SampleReports.embeddingsOnly()));
    assertThat(text)
        .doesNotContain("Figure 1", "Figure 2", "Gates", "depend on k", "published ones")
        .contains("Not computed: embeddings were given instead of images")
        .contains("FID∞4.02195 %: [3.922, 4.12]");
    assertThat(withoutScripts(HtmlReport.of(SampleReports.embeddingsOnly())))
        .doesNotContain("<img");
  }

  @Test
  void aCheckThatCouldNotBeMadeIsNotClaimed() {
    assertThat(text(HtmlReport.of(SampleReports.nothing())))
        .contains("None of those that could be looked for.")
        .contains(
            "Not looked for, as the scores for it are missing: sets whose files were made"
                + " differently, sets that mix grey and colour images, classes that are short")
        .doesNotContain("Looked for:");
    assertThat(text(HtmlReport.of(SampleReports.embeddingsOnly())))
        .contains("Looked for: classes that are short or missing, copies and near copies.")
        .contains(
            "missing: sets whose files were made differently, sets that mix grey and colour images,"
                + " labels that are poorly covered,");
  }

  @Test
  void encodersAndRealHalvesStandBesideTheScores() {
    assertThat(text(HtmlReport.of(SampleReports.hashed())))
        .contains("ScoreValuedinov2-smallGoodWhat it says")
        .contains(
            "Precision0.08495 %: [0.070, 0.098]real halves: 0.734 [0.705, 0.764]ratio: 0.108"
                + " [0.089, 0.131]0.180higher")
        .contains(
            "FID88.1295 %: [85.02, 91.23]real halves: 4.41 [4.2, 4.62]ratio: 20.430 [19.200,"
                + " 21.700]812.4lower")
        .contains(
            "KID0.0812395 %: [0.0761, 0.0863]real halves: −0.00002 [−0.0005, 0.0005]1.204near 0")
        .contains(
            "The 39 images of the synthetic set that raise FID most: without them FID is 70.5, not"
                + " 88.12; they make 20 % of the distance.")
        .contains(
            "ScoreAt half, 1,938 imagesAt allPrecision0.079 [0.065, 0.094]0.084 [0.070, 0.098]")
        .contains("FID90.1 [87.9, 92.3]88.12 [85.02, 91.23]")
        .contains("Authenticity0.9910.987as held-out real")
        .contains("device = auto asked for a GPU and found none");
  }

  @Test
  void chartsGetNumbersThatNoTextCanEscape() {
    String json = FigureData.of(Hostile.report()).json();
    assertThat(json).doesNotContain("<", ">", "&", "\u2028");
    assertThat(MetricsJson.parse(json).at("/features/0/bins/0/from").isNumber()).isTrue();
    assertThat(MetricsJson.parse(json).at("/features/0/title").asText())
        .containsIgnoringCase("</script>");
  }

  @Test
  void aScriptCannotEndItsElement() {
    assertThat(Script.inline("a('</SCRIPT>');\r\nb('<!--')\n//# sourceMappingURL=x.map"))
        .isEqualTo("a('<\\/SCRIPT>');\nb('<\\!--')\n");
  }

  private static void write(String name, String page) throws IOException {
    Path folder = Path.of("target", "report-samples");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".html"), page);
  }

  /** Every tag and attribute is one that the page's own templates write. */
  private static void holdsOnlyOurMarkup(String page) {
    String markup = STYLE.matcher(withoutScripts(page)).replaceAll("");
    String rest = TAG.matcher(markup).replaceAll("");
    assertThat(rest.replaceFirst("<!DOCTYPE html>", "").replaceFirst("<!-- Vega,.*? -->", ""))
        .doesNotContain("<", ">");
    Set<String> tags =
        TAG.matcher(markup).results().map(tag -> tag.group(1)).collect(Collectors.toSet());
    assertThat(tags).doesNotContain("script", "iframe", "object", "a", "link", "form", "style");
    Set<String> attributes =
        TAG.matcher(markup)
            .results()
            .flatMap(tag -> ATTRIBUTE.matcher(tag.group(2)).results())
            .map(attribute -> attribute.group(1))
            .collect(Collectors.toSet());
    assertThat(
            List.of(
                "alt",
                "aria-hidden",
                "charset",
                "class",
                "content",
                "http-equiv",
                "id",
                "lang",
                "name",
                "scope",
                "src",
                "title"))
        .containsAll(attributes);
    assertThat(
            Pattern.compile(" src=\"(?!data:image/png;base64,[A-Za-z0-9+/=]+\")")
                .matcher(markup)
                .find())
        .isFalse();
  }

  private static void allowsOnlyItsOwnScripts(String page) throws Exception {
    List<String> scripts = SCRIPT.matcher(page).results().map(s -> s.group(1)).toList();
    assertThat(scripts).hasSize(4);
    StringBuilder hashes = new StringBuilder();
    for (String script : scripts) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      hashes.append(" 'sha256-").append(Base64.getEncoder().encodeToString(digest)).append("'");
    }
    assertThat(page)
        .contains(
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src"
                + hashes
                + ";")
        .doesNotContain("unsafe-eval");
  }

  private static String withoutScripts(String page) {
    return SCRIPT.matcher(DATA.matcher(page).replaceAll("")).replaceAll("");
  }

  private static String text(String page) {
    String markup = STYLE.matcher(withoutScripts(page)).replaceAll("");
    return TAG.matcher(markup)
        .replaceAll("")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("\n", "");
  }
}
