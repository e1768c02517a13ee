package org.synthassay.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.spark.run.LocalSpark;

/** .npy and .npz as people have them. */
class EmbeddingFileTest {
  private static final double[][] VALUES = {{1, 2, 3}, {4, 5, 6}, {7, 8, 100}, {9, 10, 11}};
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private EmbeddingFile open(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return EmbeddingFile.open(
        spark, file.toUri().toString(), new EmbeddingFile.Columns(null, null));
  }

  private static double[][] values(EmbeddingFile file) {
    return file.rows().collect().stream()
        .sorted(Comparator.comparingLong(EmbeddingRow::number))
        .map(EmbeddingRow::values)
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "1,<f4,false", "1,<f8,true", "2,>f4,true", "3,>f8,false", "1,<f2,false", "1,>f2,true",
    "1,|i1,false", "1,|u1,true", "1,<i2,false", "1,>u2,false", "1,<i4,true", "1,>u4,false",
    "2,<i8,false", "1,>i8,true"
  })
  void filesOfEveryTypeAndOrderGiveTheirRows(int version, String type, boolean fortran)
      throws IOException {
    EmbeddingFile file = open("x.npy", new Npy(version, type, fortran, "(4, 3)").bytes(VALUES));
    assertThat(file.dimension()).isEqualTo(3);
    assertThat(values(file)).isDeepEqualTo(VALUES);
    assertThat(file.names().collect())
        .extracting(EmbeddingRow::id)
        .containsExactly("000000000000", "000000000001", "000000000002", "000000000003");
    assertThat(file.isExact()).isEqualTo(!type.matches(".([iu][48]|f8)"));
  }

  @Test
  void halvesAreReadAsTheyAre() throws IOException {
    double[][] halves = {{-2.5, 0.25}, {65504, 0x1p-14}};
    assertThat(values(open("x.npy", Npy.of("<f2", halves).bytes(halves)))).isDeepEqualTo(halves);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(4L, 3L)", "(4,3)", "( 4 , 3 , )", "(4, 3, 1, 1)"})
  void headersOfOldAndOfPooledArraysAreUnderstood(String shape) throws IOException {
    EmbeddingFile file = open("x.npy", new Npy(1, "<f4", false, shape).bytes(VALUES));
    assertThat(values(file)).isDeepEqualTo(VALUES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<c8; (4, 3); values of type '<c8'",
        "|O; (4, 3); values of type '|O'",
        "|V2; (4, 3); values of type '|V2'",
        "<U7; (4, 3); values of type '<U7'",
        "<f4; (12,); need two dimensions",
        "<f4; (2, 2, 3); need two dimensions",
        "<f4; (); need two dimensions",
        "<f4; (0, 3); no values, shape (0, 3)",
        "<f4; (4, 0); no values, shape (4, 0)",
        "<f4; (99999999999, 3); at most",
        "<f4; (2147483648, 3); at most",
        "<f4; (4, -3); bad shape (4, -3)",
        "<f4; (5, 3); 5 × 3 values of 4 bytes make"
      })
  void whatIsNoTableOfNumbersIsRefusedInASentence(String type, String shape, String sentence)
      throws IOException {
    byte[] header = new Npy(1, type, false, shape).header();
    byte[] values = new byte[sentence.startsWith("no values") ? 0 : 48];
    byte[] file = Arrays.copyOf(header, header.length + values.length);
    assertThatThrownBy(() -> open("x.npy", file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.npy: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void aStructuredTypeAndATextAreRefused() {
    byte[] text = "id,x\n1,2\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> open("x.npy", text))
        .hasMessageContaining("x.npy: it is no .npy array");
    byte[] header =
        new String(new Npy(1, "?", false, "(4,)").header(), StandardCharsets.ISO_8859_1)
            .replace("'?'", "[('a','<f4')]")
            .getBytes(StandardCharsets.ISO_8859_1);
    header[8] += 10;
    assertThatThrownBy(() -> open("x.npy", header))
        .hasMessageContaining("values of type [('a','<f4')]");
  }

  @Test
  void aFileThatIsCutShortSaysByHowMuch() {
    byte[] whole = Npy.of("<f4", VALUES).bytes(VALUES);
    assertThatThrownBy(() -> open("x.npy", Arrays.copyOf(whole, whole.length - 1)))
        .hasMessageContaining("make %d bytes, the file has %d", whole.length, whole.length - 1);
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false"})
  void theOneArrayOfAnNpzIsRead(boolean compressed, boolean fortran) throws IOException {
    byte[] array = new Npy(1, "<f8", fortran, "(4, 3)").bytes(VALUES);
    assertThat(values(open("x.npz", zip(compressed, array, "arr_0.npy")))).isDeepEqualTo(VALUES);
  }

  @Test
  void severalArraysOfAnNpzAreNamed() throws IOException {
    byte[] array = Npy.of("<f8", VALUES).bytes(VALUES);
    assertThatThrownBy(() -> open("x.npz", zip(true, array, "mu.npy", "sigma.npy")))
        .hasMessageContaining("x.npz: holds 2 arrays [mu.npy, sigma.npy], and embeddings are one");
    byte[] turned = new Npy(1, "<f8", true, "(4, 3)").bytes(VALUES);
    assertThatThrownBy(() -> open("x.npz", zip(true, turned, "a.npy")))
        .hasMessageContaining("compressed and in Fortran order");
    assertThatThrownBy(() -> open("x.npz", array)).hasMessageContaining("x.npz: ");
  }

  private static byte[] zip(boolean compressed, byte[] content, String... names)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void rowsThatAreNotFiniteSayWhere() throws IOException {
    double[][] values = {{1, 2}, {Double.NaN, 1}, {1, 1e300}, {4, Double.NEGATIVE_INFINITY}};
    EmbeddingFile file = open("x.npy", Npy.of("<f8", values).bytes(values));
    List<String> faults =
        file.rows().collect().stream().map(row -> String.valueOf(row.fault(2))).toList();
    assertThat(faults)
        .containsExactly(
            "null",
            "value 0 is NaN",
            "value 1.0E300 at 1 is beyond float32",
            "value 1 is -Infinity");
  }
}
