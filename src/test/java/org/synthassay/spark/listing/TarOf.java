package org.synthassay.spark.listing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small tars. */
final class TarOf {
  private TarOf() {}

  /** One image and the JSON beside it. */
  static byte[] labelled(String key, String json) throws IOException {
    return of(Map.of(key + ".png", "image", key + ".json", json));
  }

  /** Files that hold their names. */
  static byte[] files(String... names) throws IOException {
    return of(Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> name)));
  }

  private static byte[] of(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
