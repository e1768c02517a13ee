package org.synthassay.spark.extract;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.NetworkFiles;
import org.synthassay.embedding.NetworkFormat;

/**
 * A network's files on their way to the executors: known to Spark by what they hold, so that no two
 * of one name meet and no path is too odd, and laid out there side by side.
 *
 * @param graph the name of the network's own file among {@code files}
 * @param files name beside the graph → name among Spark's files
 */
public record ShippedFiles(String graph, Map<String, String> files) implements Serializable {

  private static final java.nio.file.Path STAGING = staging();

  /**
   * Sends a network, on any Hadoop path, and the weights beside it to every executor.
   *
   * @throws ModelException where one of the files is not there, or the first is no network
   */
  public static ShippedFiles ship(SparkContext spark, String uri) {
    Configuration hadoop = spark.hadoopConfiguration();
    String graph = "network" + NetworkFormat.required(uri).suffix();
    Map<String, java.nio.file.Path> staged = new LinkedHashMap<>();
    try {
      Path model = new Path(uri);
      java.nio.file.Path own = staged(model, hadoop);
      staged.put(graph, own);
      for (String weights : NetworkFiles.weights(uri, own)) {
        Path beside = new Path(model.getParent(), new Path(null, null, weights));
        if (!beside.getFileSystem(hadoop).exists(beside)) {
          throw NetworkFiles.missing(uri, weights);
        }
        staged.put(weights, staged(beside, hadoop));
      }
    } catch (FileNotFoundException e) {
      throw new ModelException(uri, "no such model file: " + uri, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(uri, "the model file cannot be read: " + e.getMessage(), e);
    }
    Map<String, String> files = new LinkedHashMap<>();
    staged.forEach(
        (name, file) -> {
          spark.addFile(file.toUri().toString());
          files.put(name, file.getFileName().toString());
        });
    return new ShippedFiles(graph, files);
  }

  /** A copy of the driver's own, under the name of what it holds. */
  private static java.nio.file.Path staged(Path from, Configuration hadoop) throws IOException {
    FileSystem store = from.getFileSystem(hadoop);
    java.nio.file.Path copy = Files.createTempFile(STAGING, "network", null);
    try (InputStream in = store.open(from);
        OutputStream out = Files.newOutputStream(copy);
        DigestOutputStream digested = new DigestOutputStream(out, sha256())) {
      in.transferTo(digested);
      digested.flush();
      String name = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      return Files.move(copy, STAGING.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** The network's own file on this executor, its weights beside it. */
  java.nio.file.Path laidOut() {
    java.nio.file.Path folder =
        java.nio.file.Path.of(SparkFiles.getRootDirectory(), "network-" + name());
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        java.nio.file.Path place = folder.resolve(file.getKey());
        Files.createDirectories(place.getParent());
        link(place, java.nio.file.Path.of(SparkFiles.get(file.getValue())));
      }
      return folder.resolve(graph);
    } catch (IOException e) {
      throw new UncheckedIOException("a network's files cannot be laid out in " + folder, e);
    }
  }

  /** One graph may go with other weights. */
  private String name() {
    byte[] all = files.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(all));
  }

  /** Engines refuse symbolic links that lead out of a network's folder. */
  private static void link(java.nio.file.Path place, java.nio.file.Path file) throws IOException {
    try {
      Files.createLink(place, file);
    } catch (FileAlreadyExistsException e) {
      return; // by another task of this JVM: names are of what files hold
    } catch (UnsupportedOperationException e) {
      Files.copy(file, place);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static java.nio.file.Path staging() {
    try {
      java.nio.file.Path folder = Files.createTempDirectory("synthassay-networks");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-networks"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("java.io.tmpdir must be writable", e);
    }
  }

  private static void delete(java.nio.file.Path folder) {
    try (var files = Files.newDirectoryStream(folder)) {
      for (java.nio.file.Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
