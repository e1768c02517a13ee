package org.synthassay.spark.listing;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.jspecify.annotations.Nullable;
import org.synthassay.shard.HiddenName;

/**
 * What paths below a folder must look like, name by name: Hadoop's wildcards, and {@code **} for
 * any number of folders. A wildcard takes no hidden name, unless it begins with the same character.
 */
final class Glob implements Serializable {
  private static final String DEEP = "**";

  private final List<String> alternatives;
  private transient @Nullable List<List<Part>> compiled;

  /** How a path fits, from worst to best. */
  enum Match {
    NO,
    HIDDEN,
    YES
  }

  private record Part(String text, @Nullable GlobPattern pattern) {

    boolean isDeep() {
      return pattern == null;
    }

    boolean takes(String name) {
      return pattern != null && (pattern.matches(name) || text.equals(name));
    }

    /** A hidden name that is asked for is data. */
    boolean asksFor(String name) {
      return text.charAt(0) == name.charAt(0);
    }
  }

  private Glob(List<String> alternatives) {
    this.alternatives = alternatives;
  }

  /** Everything that is not hidden. */
  static Glob all() {
    return new Glob(List.of());
  }

  /** One file, whatever characters are in its name. */
  static Glob name(String name) {
    return new Glob(List.of(name.replaceAll("([*?\\[\\]{}\\\\])", "\\\\$1")));
  }

  /**
   * @throws IOException where it is no glob
   */
  static Glob of(String text) throws IOException {
    Glob glob = new Glob(GlobExpander.expand(text));
    glob.compiled();
    return glob;
  }

  boolean isAll() {
    return alternatives.isEmpty();
  }

  /** How a file fits, by itself or by a folder above it. */
  Match match(String relative) {
    String[] names = relative.split("/");
    if (isAll()) {
      return rest(names, 0);
    }
    Match best = Match.NO;
    for (List<Part> parts : compiled()) {
      best = better(best, match(parts, 0, names, 0));
    }
    return best;
  }

  /** True where whatever lies in the folder fits, and is not hidden. */
  boolean takesAllOf(String folder) {
    return isAll()
        ? folder.isEmpty() || rest((folder + "/x").split("/"), 0) == Match.YES
        : !folder.isEmpty() && match(folder) != Match.NO && match(folder + "/x") == Match.YES;
  }

  /** True where something below the folder may fit. */
  boolean reaches(String folder) {
    String[] names = folder.split("/");
    return isAll() || compiled().stream().anyMatch(parts -> reaches(parts, names));
  }

  private static boolean reaches(List<Part> parts, String[] names) {
    for (int i = 0; i < Math.min(parts.size(), names.length); i++) {
      if (parts.get(i).isDeep()) {
        return true;
      }
      if (!parts.get(i).takes(names[i])) {
        return false;
      }
    }
    return true;
  }

  private static Match match(List<Part> parts, int part, String[] names, int name) {
    if (part == parts.size()) {
      return rest(names, name);
    }
    boolean deep = parts.get(part).isDeep();
    if (name == names.length) {
      return deep ? match(parts, part + 1, names, name) : Match.NO;
    }
    if (!deep && !parts.get(part).takes(names[name])) {
      return Match.NO;
    }
    Match further = match(parts, deep ? part : part + 1, names, name + 1);
    if (isHidden(names, name) && (deep || !parts.get(part).asksFor(names[name]))) {
      further = further == Match.YES ? Match.HIDDEN : further;
    }
    return deep ? better(further, match(parts, part + 1, names, name)) : further;
  }

  private static Match rest(String[] names, int from) {
    for (int i = from; i < names.length; i++) {
      if (isHidden(names, i)) {
        return Match.HIDDEN;
      }
    }
    return Match.YES;
  }

  private static boolean isHidden(String[] names, int at) {
    return at < names.length - 1 ? HiddenName.ofFolder(names[at]) : HiddenName.ofFile(names[at]);
  }

  private static Match better(Match one, Match other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private List<List<Part>> compiled() {
    List<List<Part>> known = compiled;
    if (known == null) {
      known = new ArrayList<>();
      for (String text : alternatives) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split("/")) {
          if (!part.isEmpty() && !part.equals(".")) {
            parts.add(new Part(part, part.equals(DEEP) ? null : new GlobPattern(part)));
          }
        }
        known.add(parts);
      }
      compiled = known;
    }
    return known;
  }
}
