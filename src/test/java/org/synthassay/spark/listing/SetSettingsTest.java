package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.input.SetSource;

/** Every setting of a set changes something: one that is accepted is obeyed. */
class SetSettingsTest {
  private static final String IMAGES = "images = \"FOLDER/real\"";
  private static final String MANIFEST = "manifest { file = \"FOLDER/a.csv\", path-column = path";
  private static final String DX = ", label.from = { column = dx }";

  /** By key, two configurations of a set that differ in it alone. */
  private static final Map<String, List<String>> PAIRS =
      new TreeMap<>(
          Map.ofEntries(
              pair("images", IMAGES, "images = \"FOLDER/real/a\""),
              pair("format", IMAGES, IMAGES + ", format = image"),
              pair("layout", IMAGES, IMAGES + ", layout = picture"),
              pair("member", IMAGES, IMAGES + ", member = \".img.png\""),
              pair("embeddings", IMAGES, "embeddings = \"FOLDER/x.npy\""),
              pair("label", IMAGES, IMAGES + ", label.from = directory"),
              pair(
                  "from",
                  IMAGES + ", label.from = sidecar",
                  IMAGES + ", label.from = { column = dx }"),
              pair(
                  "classes",
                  MANIFEST + " }" + DX,
                  MANIFEST + " }" + DX + ", label.classes { none = [\"\"] }"),
              pair("group", IMAGES, IMAGES + ", group = { column = who }"),
              pair("prepare", IMAGES, IMAGES + ", prepare.size = 32"),
              pair("manifest", IMAGES, MANIFEST + " }"),
              pair("file", MANIFEST + " }", MANIFEST + ", file = \"FOLDER/b.csv\" }"),
              pair("path-column", MANIFEST + " }", MANIFEST + ", path-column = dx }"),
              pair("root", MANIFEST + " }", MANIFEST + ", root = \"FOLDER/real\" }"),
              pair("where", MANIFEST + " }", MANIFEST + ", where { dx = [\"1D\"] } }"),
              pair("conflict", MANIFEST + " }", MANIFEST + ", conflict = first }"),
              pair(
                  "separator",
                  MANIFEST + " }",
                  MANIFEST + ", path-column = \"path,dx\", separator = \"|\" }"),
              pair(
                  "quote",
                  MANIFEST + ", file = \"FOLDER/b.csv\" }",
                  MANIFEST + ", file = \"FOLDER/b.csv\", quote = none }"),
              pair("encoding", MANIFEST + " }", MANIFEST + ", encoding = windows-1252 }")));

  @TempDir Path folder;

  private static Map.Entry<String, List<String>> pair(String key, String one, String other) {
    return Map.entry(key, List.of(one, other));
  }

  @BeforeEach
  void inputs() throws IOException {
    Files.createDirectories(folder.resolve("real/a"));
    Files.writeString(folder.resolve("real/a/1.png"), "1");
    Files.writeString(folder.resolve("real/a/notes.txt"), "2");
    Map<String, byte[]> pair = Map.of("2.img.png", new byte[1], "2.mask.png", new byte[2]);
    Files.write(folder.resolve("real/b.zip"), zip(pair));
    Files.write(
        folder.resolve("real/c.tar"),
        TarOf.labelled("3", "{\"label\":\"x\",\"dx\":\"y\",\"who\":\"p\"}"));
    Files.write(folder.resolve("real/d.npz"), arrayOf27());
    Files.writeString(
        folder.resolve("a.csv"), "path,dx\n1.png,1D\n2.png,1F\n3.png,\n\"ä,4.png\",1D\n");
    Files.writeString(folder.resolve("b.csv"), "path,dx\n\"5.png\",1D\n");
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** 3×3×3 values, which may be one picture or three. */
  private static byte[] arrayOf27() throws IOException {
    String head = "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 3, 3), }\n";
    ByteArrayOutputStream npy = new ByteArrayOutputStream();
    npy.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length(), 0});
    npy.write(head.getBytes(StandardCharsets.US_ASCII));
    npy.write(new byte[27]);
    return zip(Map.of("x.npy", npy.toByteArray()));
  }

  private AuditConfig config(String real) {
    String text =
        "audit { real { %s }, synthetic.%s }"
            .formatted(real, real.startsWith("embeddings") ? real : IMAGES)
            .replace("FOLDER", folder.toString());
    return ConfigReader.read(ConfigText.of("x.conf", text), List.of());
  }

  /** What the setting reaches: rows where it decides over rows, else the option itself. */
  private String effect(String key, String real) {
    AuditConfig config = config(real);
    SetSource source = config.sets().real().source();
    if (key.equals("prepare")) {
      return config.prepare().real().toString();
    }
    if (key.equals("conflict") || source instanceof SetSource.Embeddings) {
      return source.toString(); // ImageOnceTest and EmbeddingFileTest read them
    }
    try {
      return String.join(
          "\n",
          PlainRows.of(config.sets().real()).stream().map(ListingRow::toString).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everySettingOfASetChangesSomething() {
    PAIRS.forEach(
        (key, pair) ->
            assertThat(effect(key, pair.get(1))).as(key).isNotEqualTo(effect(key, pair.get(0))));
  }

  @Test
  void noSettingOfASetIsMissingHere() throws IOException {
    try (InputStream in = ConfigReader.class.getResourceAsStream("/reference.conf")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String real = text.substring(text.indexOf("\n  real {"), text.indexOf("\n  synthetic {"));
      Matcher keys = Pattern.compile("(?m)^ {4,}(?:# +)?([a-z][a-z-]*) (?:=|\\{)").matcher(real);
      Set<String> found = new TreeSet<>();
      keys.results().forEach(match -> found.add(match.group(1)));
      assertThat(found).isEqualTo(PAIRS.keySet());
    }
  }
}
