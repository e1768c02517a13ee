package org.synthassay;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.synthassay.generator.DiffusersOptions;
import org.synthassay.generator.DiffusersPipeline;
import org.synthassay.generator.GeneratorOptions;

/** The JSON files of a diffusers folder on any Hadoop file system. */
final class DiffusersFolder {

  private static final int MAX_BYTES = 1 << 20;

  private DiffusersFolder() {}

  /** A diffusers folder in our words; other generators as they are. */
  static GeneratorOptions resolved(GeneratorOptions options, Configuration hadoop) {
    if (!(options instanceof DiffusersOptions folder)) {
      return options;
    }
    try {
      return DiffusersPipeline.read(folder, name -> text(folder.folder(), name, hadoop));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(folder.folder() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> text(String folder, String name, Configuration hadoop) {
    Path path = new Path(folder, name);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException(name + " is over 1 MiB, more than such a file holds");
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
