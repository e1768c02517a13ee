package org.synthassay.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.NetworkFormat;
import org.synthassay.embedding.NetworkSource;

/** Reads which file a network is; a TorchScript is a program, so it must be known or trusted. */
final class NetworkReader {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private NetworkReader() {}

  /** A network by its file's name, or by a block of file, sha256 and trust. */
  static NetworkSource network(Setting network) {
    Section block = network.isObject() ? Section.of(network, "file", "sha256", "trust") : null;
    Setting file = block == null ? network : block.get("file");
    String name = file.text();
    if (NetworkFormat.of(name).isEmpty()) {
      throw file.wrong("must be an ONNX (.onnx) or TorchScript (.pt) file");
    }
    return new NetworkSource(
        name,
        block == null
            ? sha256(file, null, null)
            : sha256(file, block.find("sha256").orElse(null), block.find("trust").orElse(null)));
  }

  /** The digest that the file must have, or null for any. */
  static @Nullable String sha256(Setting file, @Nullable Setting sha256, @Nullable Setting trust) {
    String digits = sha256 == null || sha256.scalar().equals("auto") ? null : digits(sha256);
    boolean trusted = trust != null && trust.flag();
    if (isTorchScript(file.text()) && digits == null && !trusted) {
      throw file.wrong("needs sha256 or trust = true beside it: TorchScript is a program");
    }
    return digits;
  }

  private static boolean isTorchScript(String name) {
    return NetworkFormat.of(name).filter(NetworkFormat.TORCHSCRIPT::equals).isPresent();
  }

  private static String digits(Setting sha256) {
    String digits = sha256.text().toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(digits).matches()) {
      throw sha256.wrong("must be auto or the 64 hex digits of a SHA-256");
    }
    return digits;
  }
}
