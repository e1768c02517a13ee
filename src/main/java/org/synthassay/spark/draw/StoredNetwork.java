package org.synthassay.spark.draw;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.NetworkFiles;
import org.synthassay.embedding.NetworkFormat;
import org.synthassay.embedding.NetworkSource;

/**
 * A network on any Hadoop file system: its file, and those beside it that hold its weights.
 *
 * @param uri as configured
 * @param files the network's own first
 */
public record StoredNetwork(String uri, List<StoredFile> files) implements Serializable {

  /**
   * A file and what it holds.
   *
   * @param name relative to the network's folder
   */
  public record StoredFile(String path, String name, String sha256) implements Serializable {}

  /**
   * Looks at every file of a network.
   *
   * @throws ModelException where it is none, lacks a file, or is another than configured
   */
  public static StoredNetwork of(NetworkSource source, Configuration hadoop) {
    String uri = source.uri();
    Path path = new Path(uri);
    MessageDigest all = sha256();
    try {
      FileSystem store = path.getFileSystem(hadoop);
      FileStatus status = status(store, path, uri);
      List<StoredFile> files = new ArrayList<>();
      try (InputStream in = store.open(status.getPath())) {
        NetworkFiles.requireNetwork(uri, in);
      }
      files.add(stored(store, status.getPath(), path.getName(), all));
      if (NetworkFormat.required(uri) == NetworkFormat.ONNX) {
        for (String name : weights(store, status, uri)) {
          Path beside = new Path(status.getPath().getParent(), name);
          if (!store.exists(beside)) {
            throw NetworkFiles.missing(uri, name);
          }
          files.add(stored(store, beside, name, all));
        }
      }
      NetworkFiles.requireSha256(uri, source.sha256(), HexFormat.of().formatHex(all.digest()));
      return new StoredNetwork(uri, List.copyOf(files));
    } catch (IOException e) {
      throw new ModelException(uri, "must be readable: " + e.getMessage(), e);
    }
  }

  private static FileStatus status(FileSystem store, Path path, String uri) throws IOException {
    String rule = "must be a file, and there is none";
    try {
      FileStatus status = store.getFileStatus(path);
      if (status.isFile()) {
        return status;
      }
    } catch (FileNotFoundException e) {
      throw new ModelException(uri, rule, e);
    }
    throw new ModelException(uri, rule);
  }

  private static Iterable<String> weights(FileSystem store, FileStatus model, String uri)
      throws IOException {
    try (InputStream in = new BufferedInputStream(store.open(model.getPath()), 1 << 16)) {
      return NetworkFiles.onnxWeights(uri, in, model.getLen());
    }
  }

  private static StoredFile stored(FileSystem store, Path path, String name, MessageDigest all)
      throws IOException {
    try (DigestInputStream in = new DigestInputStream(store.open(path), sha256())) {
      new DigestInputStream(in, all).transferTo(OutputStream.nullOutputStream());
      return new StoredFile(
          path.toString(), name, HexFormat.of().formatHex(in.getMessageDigest().digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What the network is: all of its files count. */
  String digest() {
    return String.join("+", files.stream().map(StoredFile::sha256).toList());
  }

  /** The network's file on this machine: where it lies, or copied into a folder of its own. */
  java.nio.file.Path local(Configuration hadoop) {
    try {
      Path path = new Path(files.get(0).path());
      FileSystem store = path.getFileSystem(hadoop);
      return store instanceof LocalFileSystem local
          ? local.pathToFile(path).toPath()
          : copied(store);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fetch " + uri, e);
    }
  }

  private java.nio.file.Path copied(FileSystem store) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("synthassay-network");
    folder.toFile().deleteOnExit();
    for (StoredFile file : files) {
      java.nio.file.Path copy = folder.resolve(file.name());
      Files.createDirectories(Objects.requireNonNull(copy.getParent()));
      copy.toFile().deleteOnExit();
      try (DigestInputStream in =
          new DigestInputStream(store.open(new Path(file.path())), sha256())) {
        Files.copy(in, copy);
        String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
        if (!found.equals(file.sha256())) {
          throw new ModelException(
              file.path(), "changed since this run began: " + file.sha256() + ", now " + found);
        }
      }
    }
    return folder.resolve(files.get(0).name());
  }
}
