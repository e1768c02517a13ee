package org.synthassay.embedding;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** What a network's file is, before an engine sees it, and which files it needs beside it. */
public final class NetworkFiles {

  private static final int START = 64;

  private NetworkFiles() {}

  /** What is often found in a network's place, by how it starts. */
  private enum Mistaken {
    LFS(
        "version https://git-lfs",
        "is a pointer of Git LFS, not the network itself: fetch it with git lfs pull"),
    PAGE("<", "is a web page or XML, not a network: fetch the file itself"),
    GZIP("\u001f\u008b", "is compressed with gzip: unpack it"),
    HDF5("\u0089HDF", "is an HDF5 file (Keras), which is not read: export the network to ONNX"),
    PICKLE(
        "\u0080\u0002",
        "is a pickle of weights or of Python objects, not a network: save a TorchScript"
            + " (torch.jit.trace) or export to ONNX, as deploy/models/export.py does");

    private final String start;
    private final String sentence;

    Mistaken(String start, String sentence) {
      this.start = start;
      this.sentence = sentence;
    }
  }

  /**
   * The files that hold a network's weights beside its own, as names relative to its folder.
   *
   * @param uri as configured: a file of a {@link NetworkFormat}
   * @throws ModelException where the file is no network, or names files outside its folder
   */
  public static List<String> weights(String uri, Path file) {
    try {
      try (InputStream in = Files.newInputStream(file)) {
        requireNetwork(uri, in);
      }
      if (NetworkFormat.required(uri) == NetworkFormat.TORCHSCRIPT) {
        requireTorchScript(uri, file);
        return List.of();
      }
      return onnxWeights(uri, file);
    } catch (IOException e) {
      throw new ModelException(uri, "the model file must be readable, got " + e, e);
    }
  }

  /**
   * Holds what was found against what is configured.
   *
   * @param wanted null: any
   * @param found of the network's file and the files with its weights behind it (as {@code cat
   *     model.onnx model.onnx.data | sha256sum}, names in order)
   * @throws ModelException where it is another network
   */
  public static void requireSha256(String uri, @Nullable String wanted, String found) {
    if (wanted != null && !found.equals(wanted)) {
      throw ModelException.of(
          "sha256", uri, "must have the SHA-256 that is configured, " + wanted + ", has " + found);
    }
  }

  /** Weights that the graph names and that are not there. */
  public static ModelException missing(String uri, String weights) {
    return new ModelException(
        uri,
        "needs its weights in '"
            + weights
            + "' beside it, which is not there: keep the name that they were exported under");
  }

  /**
   * Looks at a file's first bytes, on any store.
   *
   * @throws ModelException where they are none of such a network's
   */
  public static void requireNetwork(String uri, InputStream in) throws IOException {
    String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
    if (start.isEmpty()) {
      throw new ModelException(uri, "is empty");
    }
    for (Mistaken mistaken : Mistaken.values()) {
      if (start.startsWith(mistaken.start)) {
        throw new ModelException(uri, mistaken.sentence);
      }
    }
    boolean zip = start.startsWith("PK");
    boolean torch = NetworkFormat.required(uri) == NetworkFormat.TORCHSCRIPT;
    if (torch && !zip) {
      throw new ModelException(uri, "must be a TorchScript file, which is a zip");
    }
    if (!torch && zip) {
      throw new ModelException(uri, "is a zip, as TorchScript is: an ONNX file is none");
    }
  }

  /** A module is code and data; weights alone, which torch.save writes too, have no code. */
  private static void requireTorchScript(String uri, Path file) {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      boolean data = false;
      for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.contains("/code/")) {
          return;
        }
        data |= name.endsWith("data.pkl");
      }
      throw new ModelException(
          uri,
          data
              ? "holds weights without the network (a state dict): save a TorchScript"
                  + " (torch.jit.trace) or export to ONNX, as deploy/models/export.py does"
              : "must be a TorchScript file: this zip holds no code");
    } catch (IOException e) {
      throw new ModelException(uri, "must be a TorchScript file, got a damaged zip: " + e, e);
    }
  }

  private static List<String> onnxWeights(String uri, Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return onnxWeights(uri, in, Files.size(file));
    } catch (IOException e) {
      throw new ModelException(uri, "the model file must be readable, got " + e, e);
    }
  }

  /**
   * The same of an ONNX file on any store.
   *
   * @param length of the stream in bytes
   * @throws ModelException where it is no whole ONNX file, or names files outside its folder
   */
  public static List<String> onnxWeights(String uri, InputStream in, long length) {
    try {
      List<String> names = List.copyOf(OnnxWeights.of(new ProtoReader(in, length)));
      for (String name : names) {
        if (!isInside(name)) {
          throw new ModelException(
              uri, "must name its weights inside its own folder, names '" + name + "'");
        }
      }
      return names;
    } catch (IOException e) {
      throw new ModelException(uri, "must be a whole ONNX file: " + e.getMessage(), e);
    }
  }

  private static boolean isInside(String name) {
    return !name.isBlank()
        && !name.startsWith("/")
        && !name.contains("\\")
        && !name.contains("\0")
        && List.of(name.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
  }
}
