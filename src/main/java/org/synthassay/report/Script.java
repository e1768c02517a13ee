package org.synthassay.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A script inside the page, and the hash by which alone a browser may run it. */
record Script(String code) {

  /** Vega, Vega-Lite and Vega-Embed of the versions in pom.xml, then the page's own. */
  static List<Script> all() {
    return Stream.of(
            "/META-INF/resources/webjars/vega/5.32.0/vega.min.js",
            "/META-INF/resources/webjars/vega-lite/5.23.0/vega-lite.min.js",
            "/META-INF/resources/webjars/vega-embed/6.29.0/vega-embed.min.js",
            "page.js")
        .map(name -> new Script(inline(resource(name))))
        .toList();
  }

  /** Base64 of the SHA-256 of the code, as a Content-Security-Policy names it. */
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A text file beside this class, or anywhere on the class path where the name starts with /. */
  static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the report needs " + name + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** The same program, as it may stand between script tags; source maps are not looked for. */
  static String inline(String code) {
    return code.replace("\r\n", "\n")
        .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
        .replaceAll("(?i)</(?=script)", "<\\\\/")
        .replace("<!--", "<\\!--");
  }
}
