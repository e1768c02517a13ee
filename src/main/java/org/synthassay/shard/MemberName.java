package org.synthassay.shard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.synthassay.image.Rejected.Reason;

/**
 * A name inside a container: whether it is safe, and what it says of the content.
 *
 * @param text without leading {@code ./}; bytes that are not UTF-8 stand as U+FFFD
 */
record MemberName(String text) {
  private static final int MAX_CHARS = 1024;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern ABSOLUTE = Pattern.compile("^([/\\\\]|[A-Za-z]:).*");

  /** What is wrong with a name. */
  record Fault(Reason code, String what) {}

  static MemberName of(String raw) {
    String text = raw;
    while (text.startsWith("./")) {
      text = text.substring(2);
    }
    return new MemberName(text);
  }

  Optional<Fault> fault() {
    if (text.isEmpty()) {
      return Optional.of(new Fault(Reason.BAD_ARCHIVE, "has no name"));
    }
    if (text.length() > MAX_CHARS) {
      String what = "has a name of " + text.length() + " characters, limit is " + MAX_CHARS;
      return Optional.of(new Fault(Reason.BAD_ARCHIVE, what));
    }
    if (CONTROL.matcher(text).find()) {
      return Optional.of(new Fault(Reason.BAD_ARCHIVE, "has a control character in its name"));
    }
    if (ABSOLUTE.matcher(text).matches()) {
      return Optional.of(new Fault(Reason.OUTSIDE_ROOT, "has an absolute name"));
    }
    if (Arrays.asList(text.split("[/\\\\]", -1)).contains("..")) {
      return Optional.of(new Fault(Reason.OUTSIDE_ROOT, "leaves the shard by '..'"));
    }
    return Optional.empty();
  }

  /** No data, and safe to list as such. */
  boolean isHidden() {
    return fault().isEmpty() && HiddenName.inPath(text);
  }

  boolean isImage() {
    return ShardFormat.of(text).filter(ShardFormat.IMAGE::equals).isPresent();
  }

  /** A container inside a container, which is not opened. */
  boolean isArchive() {
    return !isImage() && (ShardFormat.of(text).isPresent() || text.matches("(?i).*\\.(gz|7z|rar)"));
  }

  /** The name before its last dot. */
  String stem() {
    int dot = text.lastIndexOf('.');
    return dot > text.lastIndexOf('/') ? text.substring(0, dot) : text;
  }

  /** WebDataset's key: the name before the first dot of its last segment. */
  String key() {
    int dot = text.indexOf('.', text.lastIndexOf('/') + 1);
    return dot < 0 ? text : text.substring(0, dot);
  }

  /** Lower case, without the dot. */
  String extension() {
    return text.substring(Math.min(text.length(), stem().length() + 1)).toLowerCase(Locale.ROOT);
  }
}
