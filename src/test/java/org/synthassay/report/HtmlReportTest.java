package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HtmlReportTest {

  @TestFactory
  Stream<DynamicTest> everyShapeOfRunGivesAPage() {
    Map<String, Supplier<ReportData>> shapes = new LinkedHashMap<>();
    shapes.put("full", SampleReports::full);
    shapes.put("embeddings", SampleReports::embeddingsOnly);
    shapes.put("hashed", SampleReports::hashed);
    shapes.put("nothing", SampleReports::nothing);
    return shapes.entrySet().stream()
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape.getKey(), () -> write(shape.getKey(), shape.getValue().get())));
  }

  private static void write(String name, ReportData data) throws IOException {
    String page = HtmlReport.of(data);
    Path file = Path.of("target", "report-samples", name + ".html");
    Files.createDirectories(file.getParent());
    Files.writeString(file, page);
    assertThat(page).doesNotContain("{{").contains("no proof of privacy");
  }
}
