package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

class ForecastTest {

  @Test
  void aPlanCountsWhatAnAuditWouldTakeAndWritesNothing(@TempDir Path folder) throws IOException {
    LocalSpark.session();
    new Phantoms(PhantomKind.RADIOGRAPH, 8, 2, 5).draw(folder.resolve("images"));
    List<String> settings = Small.settings(folder.resolve("images"), folder.resolve("run"));

    String said = said(settings);

    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(said.lines())
        .anyMatch(line -> line.matches("images +\\d+ real, \\d+ synthetic, of \\d+ listed"))
        .anyMatch(line -> line.matches("passes +over the images, a network each: 1"))
        .anyMatch(line -> line.matches("pairs +[0-9,]+, of rows of \\[2176] values"))
        .anyMatch(line -> line.matches("extract +[0-9.]+ s, .*"))
        .anyMatch(line -> line.matches("all +[0-9.]+ s, .*"));
    assertThatThrownBy(() -> said(Small.settings(folder.resolve("absent"), folder.resolve("run"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("absent");
    String absent = folder.resolve("absent.npy").toString();
    assertThatThrownBy(
            () ->
                said(
                    List.of(
                        "output=" + folder.resolve("run"),
                        "real.embeddings=" + absent,
                        "synthetic.embeddings=" + absent)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit.real.embeddings");
  }

  private static String said(List<String> settings) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      Forecast.run(ConfigReader.read(ConfigText.of("t.conf", ""), settings));
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
