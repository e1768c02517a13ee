package org.synthassay.spark.listing;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.input.LabelValue;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetSource.Manifest;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * One row of a manifest on its way to a listing row.
 *
 * @param number of its line
 * @param fields the texts of the rule's columns
 */
record ManifestLine(int number, List<@Nullable String> fields, Rule rule) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  /** How the rows of one manifest are read. */
  static final class Rule implements Serializable {
    private final String set;
    private final Manifest manifest;
    private final String root;
    private final String bare;
    private final List<String> columns;
    private final Naming naming;
    private final @Nullable String label;
    private final @Nullable String group;

    /**
     * @param columns the names of the fields
     */
    Rule(String set, SetOptions options, Manifest manifest, String root, List<String> columns) {
      this.set = set;
      this.manifest = manifest;
      this.root = root.replaceAll("/+$", "");
      this.bare = new Path(root).toUri().getPath().replaceAll("/+$", "");
      this.columns = columns;
      this.naming = new Naming(options);
      this.label = options.label().column();
      this.group = options.group() instanceof GroupSource.Column c ? c.name() : null;
    }
  }

  Row row() {
    String told = text(rule.manifest.pathColumn());
    String id = inside(told.strip());
    String folder = id == null ? null : folder(id);
    String value = rule.naming.value(folder, rule.label == null ? null : text(rule.label));
    boolean filtered =
        rule.manifest.where().entrySet().stream()
            .anyMatch(e -> !LabelValue.accepts(e.getValue(), text(e.getKey())));
    String name = id == null ? told : id;
    String file = rule.root + "/" + name;
    String group = rule.naming.group(name, rule.group == null ? null : text(rule.group));
    ListingRow row =
        ListingRow.found(rule.set, name, file, ShardFormat.IMAGE.name())
            .inPart("", number)
            .told(rule.naming.label(value), group)
            .became(rule.naming.leavesOut(value) ? Status.LEFT_OUT : Status.FOUND);
    if (filtered) {
      return row.with(Status.LEFT_OUT, ImageOnce.WHERE, "manifest.where leaves it out").toRow();
    }
    return (id == null ? row.rejected(outside(told)) : row).toRow();
  }

  /** What a table of Parquet has nothing for is as blank as in a CSV. */
  private String text(String column) {
    String told = fields.get(rule.columns.indexOf(column));
    return told == null ? "" : told;
  }

  private String folder(String id) {
    int slash = id.lastIndexOf('/');
    return slash < 0
        ? rule.bare.substring(rule.bare.lastIndexOf('/') + 1)
        : id.substring(id.lastIndexOf('/', slash - 1) + 1, slash);
  }

  private static Rejected outside(String told) {
    return new Rejected(
        Reason.OUTSIDE_ROOT,
        told.isBlank()
            ? "the manifest's path is empty"
            : "the manifest's path leaves the root folder");
  }

  /** The path relative to the root, or null where it is empty or leaves the root. */
  private @Nullable String inside(String told) {
    String path = told.replaceFirst("^file:/{2,3}", "file:/");
    for (String root : List.of(rule.root, rule.bare)) {
      if (path.startsWith(root + "/")) {
        path = path.substring(root.length()).replaceFirst("^/+", "");
        break;
      }
    }
    if (path.startsWith("/") || path.indexOf('\0') >= 0 || SCHEME.matcher(path).matches()) {
      return null;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/")) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          return null;
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names.isEmpty() ? null : String.join("/", names);
  }
}
