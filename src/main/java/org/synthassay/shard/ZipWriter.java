package org.synthassay.shard;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip in the layout of StyleGAN's dataset tool: stored images, and dataset.json behind them. */
final class ZipWriter implements ShardWriter {

  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final String provenance;
  private final JsonArray labels = new JsonArray();
  private final JsonArray groups = new JsonArray();
  private final JsonArray noise = new JsonArray();

  ZipWriter(OutputStream out, String provenance) {
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    this.provenance = provenance;
  }

  @Override
  public void add(MadeImage image) throws IOException {
    String number = "%08d".formatted(image.number());
    String name = number.substring(0, 5) + "/img" + number + ".png";
    entry(name, image.png());
    if (image.classNumber() != null) {
      labels.add(pair(name, new JsonPrimitive(image.classNumber())));
    }
    if (image.group() != null) {
      groups.add(pair(name, new JsonPrimitive(image.group())));
    }
    noise.add(pair(name, new JsonPrimitive(image.noise())));
  }

  private static JsonArray pair(String name, JsonPrimitive value) {
    JsonArray pair = new JsonArray();
    pair.add(name);
    pair.add(value);
    return pair;
  }

  private void entry(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    try (zip) {
      JsonObject dataset = new JsonObject();
      dataset.add("labels", labels.isEmpty() ? JsonNull.INSTANCE : labels);
      if (!groups.isEmpty()) {
        dataset.add("groups", groups);
      }
      dataset.add("noise", noise);
      dataset.add("provenance", JsonParser.parseString(provenance));
      entry("dataset.json", dataset.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
