package org.synthassay.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network's file on this machine while it is loaded; a built-in one is written here and removed.
 *
 * @param uri as configured: names the model in messages and results
 * @param sha256 of the file, and of the files with its weights behind it where there are any (as
 *     {@code cat model.onnx model.onnx.data | sha256sum}, names in order), lower-case hex
 */
record ModelFile(String uri, Path path, String sha256) implements AutoCloseable {

  /**
   * @param file the model's file on this machine; ignored for a built-in model
   */
  static ModelFile of(EmbeddingOptions options, @Nullable Path file) {
    String uri = options.model();
    Path path = uri.equals(EmbeddingOptions.GIST) ? writeGist() : file;
    if (path == null || !Files.isRegularFile(path)) {
      throw new ModelException(uri, "the model must be a readable file, got " + path);
    }
    List<Path> files = new ArrayList<>(List.of(path));
    for (String weights : NetworkFiles.weights(uri, path)) {
      Path beside = path.resolveSibling(weights);
      if (!Files.isRegularFile(beside)) {
        throw NetworkFiles.missing(uri, weights);
      }
      files.add(beside);
    }
    String sha256 = sha256(uri, files);
    NetworkFiles.requireSha256(uri, options.sha256(), sha256);
    return new ModelFile(uri, path.toAbsolutePath(), sha256);
  }

  @Override
  public void close() {
    if (uri.equals(EmbeddingOptions.GIST)) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        path.toFile().deleteOnExit();
      }
    }
  }

  private static Path writeGist() {
    try {
      return Files.write(
          Files.createTempFile("gist", NetworkFormat.ONNX.suffix()), GistGraph.bytes());
    } catch (IOException e) {
      throw new ModelException(
          EmbeddingOptions.GIST, "java.io.tmpdir must hold 10 MB, got " + e, e);
    }
  }

  private static String sha256(String uri, List<Path> files) {
    byte[] chunk = new byte[1 << 16];
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ModelException(uri, "the model file must be readable, got " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
