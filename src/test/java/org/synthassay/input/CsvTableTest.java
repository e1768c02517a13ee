package org.synthassay.input;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static List<List<String>> read(byte[] bytes, CsvOptions options) {
    try (CsvTable table = new CsvTable("a.csv", new ByteArrayInputStream(bytes), options)) {
      List<List<String>> rows = new ArrayList<>(List.of(table.header()));
      table.forEachRemaining(line -> rows.add(line.fields()));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> read(String text) {
    return read(text.getBytes(UTF_8), CsvOptions.usual());
  }

  @Test
  void aFieldWithoutEndIsAFaultOfItsLine() {
    String endless = "a,b\n1,2\n".repeat(300_000);
    assertThatThrownBy(() -> read("a,b\n1,\"2\n" + endless))
        .hasMessageContaining("a.csv:2: opens a quote that is never closed");
    assertThatThrownBy(() -> read("a,b\n" + "x".repeat(2 << 20)))
        .hasMessageContaining("a.csv:2: has a field of more than 1,048,576 letters");
  }

  @Test
  void quotedTextsHoldSeparatorsQuotesAndLineBreaks() {
    assertThat(read("path,report\n1.png,\"normal, \"\"clear\"\"\nsecond\"\n2.png,x\n"))
        .containsExactly(
            List.of("path", "report"),
            List.of("1.png", "normal, \"clear\"\nsecond"),
            List.of("2.png", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndingEndsARow(String ending) {
    assertThat(read(String.join(ending, "a,b", "1,2", "", "3,4")))
        .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theHeaderTellsTheSeparator(String separator) {
    assertThat(read("path" + separator + "\"a,b;c\"\n1.png" + separator + "x\n"))
        .containsExactly(List.of("path", "a,b;c"), List.of("1.png", "x"));
  }

  @Test
  void aSeparatorThatIsGivenIsObeyed() {
    byte[] text = "a;b,c\n1;2,3\n".getBytes(UTF_8);
    assertThat(read(text, new CsvOptions(',', '"', null)).get(1)).containsExactly("1;2", "3");
    assertThat(read(text, new CsvOptions(';', '"', null)).get(1)).containsExactly("1", "2,3");
  }

  @Test
  void aQuoteThatIsGivenIsObeyed() {
    byte[] text = "a,b\n'1,2',\"3\n".getBytes(UTF_8);
    assertThat(read(text, new CsvOptions(null, '\'', null)).get(1)).containsExactly("1,2", "\"3");
    assertThat(read("a,b,c\n'1,2',\"3\n".getBytes(UTF_8), new CsvOptions(null, null, null)).get(1))
        .containsExactly("'1", "2'", "\"3");
  }

  @Test
  void byteOrderMarksAndWideEncodingsAreRecognised() {
    String text = "path,Größe\n1.png,ä\n";
    List<List<String>> wanted = List.of(List.of("path", "Größe"), List.of("1.png", "ä"));
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      assertThat(read(text.getBytes(charset), CsvOptions.usual())).isEqualTo(wanted);
      assertThat(read(("\ufeff" + text).getBytes(charset), CsvOptions.usual())).isEqualTo(wanted);
    }
  }

  @Test
  void aGzipIsUnpackedAndACutOneIsNoEnd() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("\ufeffpath,dx\n1.png,ä\n".getBytes(UTF_8));
    }
    byte[] whole = packed.toByteArray();
    assertThat(read(whole, CsvOptions.usual()))
        .containsExactly(List.of("path", "dx"), List.of("1.png", "ä"));
    byte[] cut = Arrays.copyOf(whole, whole.length - 8);
    assertThatThrownBy(() -> read(cut, CsvOptions.usual()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a.csv");
  }

  @Test
  void anEncodingThatIsGivenIsObeyedAndAWrongOneIsNamedWithItsLine() {
    byte[] text = "path,dx\n1.png,a\n2.png,Lungenödem\n".getBytes(Charset.forName("windows-1252"));
    assertThat(read(text, new CsvOptions(null, '"', "windows-1252")).get(2))
        .containsExactly("2.png", "Lungenödem");
    assertThatThrownBy(() -> read(text, CsvOptions.usual()))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("a.csv:3: ")
        .hasMessageContaining("no UTF-8")
        .hasMessageContaining("encoding");
  }

  @Test
  void aRowThatIsTooLongIsNamedAndAShortOneIsBlankBehind() {
    assertThat(read("a,b,c\n1,2\n")).contains(List.of("1", "2", ""));
    assertThat(read("a,b\n1,2,,\n")).contains(List.of("1", "2"));
    assertThatThrownBy(() -> read("a,b\n1,\"x\ny\"\n1,2,3\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageStartingWith("a.csv:4: has 3 fields, the header 2");
  }

  @Test
  void aQuoteThatIsNeverClosedIsNamedByItsLine() {
    assertThatThrownBy(() -> read("a,b\n1,2\n3,\"x\n4,5\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("a.csv:3: opens a quote that is never closed");
  }

  @Test
  void aQuoteInsideATextIsText() {
    assertThat(read("a,b\n5\" lesion,x\n")).contains(List.of("5\" lesion", "x"));
  }

  @Test
  void anEmptyFileHasNoHeader() {
    assertThatThrownBy(() -> read("\n \n")).hasMessage("a.csv: has no header, it is empty");
  }
}
