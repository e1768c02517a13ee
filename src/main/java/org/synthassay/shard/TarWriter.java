package org.synthassay.shard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tar in WebDataset's layout: number.json, number.cls and number.png of an image in a row. */
final class TarWriter implements ShardWriter {

  private final TarArchiveOutputStream tar;
  private final JsonElement provenance;

  TarWriter(OutputStream out, String provenance) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    this.provenance = JsonParser.parseString(provenance);
  }

  /** The JSON stands first: of two labels of an image the first is read, and it holds the name. */
  @Override
  public void add(MadeImage image) throws IOException {
    String key = "%09d".formatted(image.number());
    JsonObject beside = described(image);
    beside.add("provenance", provenance);
    entry(key + ".json", beside.toString().getBytes(StandardCharsets.UTF_8));
    if (image.classNumber() != null) {
      entry(key + ".cls", image.classNumber().toString().getBytes(StandardCharsets.UTF_8));
    }
    entry(key + ".png", image.png());
  }

  private static JsonObject described(MadeImage image) {
    JsonObject described = new JsonObject();
    if (image.label() != null) {
      described.addProperty("label", image.label());
      described.addProperty("class", image.classNumber());
    }
    if (image.group() != null) {
      described.addProperty("group", image.group());
    }
    described.addProperty("number", image.number());
    described.addProperty("noise", image.noise());
    return described;
  }

  private void entry(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
