package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.image.DicomPhantoms;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

/** A whole audit of .dcm files finds what that of the same pictures as PNG finds. */
class DicomAuditTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir static Path folder;

  @Test
  void losslessDicomScoresAsPng() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder.resolve("png"));
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder.resolve("png"))) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    for (int i = 0; i < files.size(); i++) {
      String name = folder.resolve("png").relativize(files.get(i)).toString();
      Path dicom = folder.resolve("dcm").resolve(name.replace(".png", ".dcm"));
      Files.createDirectories(dicom.getParent());
      int form = i % (DicomPhantoms.FORMS - 1);
      Files.write(dicom, DicomPhantoms.of(Files.readAllBytes(files.get(i)), form));
    }
    byte[] picture = Files.readAllBytes(files.get(0));
    Path extra = folder.resolve("dcm/real/normal/jpeg.dcm");
    Files.write(extra, DicomPhantoms.of(picture, DicomPhantoms.FORMS - 1));
    assertThat(audit("dcm").at("/real/used").asInt()).isEqualTo(31);
    Files.delete(extra);

    JsonNode dicom = audit("dcm");
    JsonNode png = audit("png");

    assertThat(dicom.at("/formats/real/codec/dicom").asInt()).isEqualTo(30);
    assertThat(dicom.get("manifold")).isEqualTo(png.get("manifold"));
    SameResult.assertSame(dicom.get("distance"), png.get("distance"));
    SameResult.assertSame(dicom.get("spatial"), png.get("spatial"));
  }

  private JsonNode audit(String images) throws IOException {
    Path run = folder.resolve("run-" + images);
    List<String> settings =
        Small.settings(folder.resolve(images), run, "sample.balance=false", "sample.equal=false");
    assertThat(Audit.run(ConfigReader.read(ConfigText.of("t.conf", ""), settings), spark))
        .isEqualTo(Outcome.DONE);
    return new ObjectMapper().readTree(run.resolve("metrics.json").toFile());
  }
}
