package org.synthassay.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.shard.ArrayLayout;
import org.synthassay.shard.ShardFormat;

/** Reads {@code audit.real} and {@code audit.synthetic}. */
final class SetReader {

  private static final List<String> SOURCES = List.of("images", "manifest", "embeddings");

  private SetReader() {}

  static Section open(Section audit, String role) {
    return audit.open(
        role,
        "images",
        "format",
        "member",
        "layout",
        "manifest",
        "embeddings",
        "label",
        "group",
        "prepare");
  }

  static SetOptions read(Section set) {
    SetSource source = source(set);
    return new SetOptions(source, LabelReader.read(set, source), group(set.get("group"), source));
  }

  /** What only the two sets together can get wrong. */
  static void checkPair(Compared<Section> sections, Compared<SetOptions> sets) {
    Compared<Boolean> vectors = sets.map(set -> set.source() instanceof SetSource.Embeddings);
    if (!vectors.real().equals(vectors.synthetic())) {
      Compared<Setting> sources = sections.map(set -> given(set).get(0));
      String rule =
          "embeddings compare with embeddings of the same network only, and %s is given (%s)"
              .formatted(sources.real().path(), sources.real().place());
      throw sources.synthetic().wrong(rule);
    }
    Set<String> real = sets.real().label().classes().keySet();
    Set<String> synthetic = sets.synthetic().label().classes().keySet();
    if (!real.isEmpty() && !real.containsAll(synthetic)) {
      throw sections
          .synthetic()
          .open("label", "from", "classes")
          .get("classes")
          .wrong("must name classes of the real set only: " + real.stream().sorted().toList());
    }
  }

  private static SetSource source(Section set) {
    List<Setting> given = given(set);
    if (given.isEmpty()) {
      throw set.setting().wrong("needs images, manifest or embeddings");
    }
    Setting first = given.get(0);
    if (given.size() > 1) {
      String rule =
          "only one of %s may be given, and %s is too (%s); null takes one back"
              .formatted(String.join(", ", SOURCES), first.path(), first.place());
      throw given.get(1).wrong(rule);
    }
    if (!set.keyOf(first).equals("images")) {
      demand(set.get("format"), "auto", "it is for images only");
      demand(set.get("member"), "all", "it is for images in tars and zips only");
      demand(set.get("layout"), "auto", "it is for images in .npz only");
    }
    return switch (set.keyOf(first)) {
      case "images" ->
          new SetSource.Images(
              first.texts(), format(set), member(set), set.get("layout").choice(ArrayLayout.class));
      case "manifest" -> ManifestReader.read(first);
      default -> embeddings(set, first);
    };
  }

  private static void demand(Setting setting, String word, String why) {
    if (!setting.scalar().equals(word)) {
      throw setting.wrong("must be " + word + ": " + why);
    }
  }

  private static @Nullable ShardFormat format(Section set) {
    Setting format = set.get("format");
    return format.scalar().equals("auto") ? null : format.choice(ShardFormat.class, "auto");
  }

  private static @Nullable String member(Section set) {
    String member = set.get("member").text();
    return member.equals("all") ? null : member;
  }

  private static List<Setting> given(Section set) {
    return SOURCES.stream().flatMap(key -> set.find(key).stream()).toList();
  }

  private static SetSource embeddings(Section set, Setting file) {
    set.find("prepare")
        .ifPresent(
            prepare -> {
              throw prepare.wrong("must be left out: embeddings are not prepared");
            });
    return new SetSource.Embeddings(file.text());
  }

  /** A block of the user's own names, each with one text or a list of them; a text may be blank. */
  static Map<String, List<String>> lists(Setting block) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Section section = Section.ofAny(block);
    section.entries().forEach(entry -> lists.put(section.keyOf(entry), values(entry)));
    return lists;
  }

  private static List<String> values(Setting entry) {
    List<Setting> elements = entry.elements();
    if (elements.isEmpty()) {
      throw entry.wrong("must hold at least one text");
    }
    return elements.stream().map(value -> value.isBlank() ? "" : value.text()).toList();
  }

  private static GroupSource group(Setting group, SetSource source) {
    if (group.isObject()) {
      Setting column = Section.of(group, "column").get("column");
      requireColumns(source, column);
      return new GroupSource.Column(column.text());
    }
    if (group.text().equals("none")) {
      return new GroupSource.None();
    }
    try {
      return new GroupSource.IdPattern(group.text());
    } catch (IllegalArgumentException e) {
      throw group.wrong(
          "must be none, { column = … } or a regular expression that captures the group's name"
              + " in parentheses, such as \"(patient\\\\d+)\"",
          e);
    }
  }

  static void requireColumns(SetSource source, Setting column) {
    if (source instanceof SetSource.Embeddings file && !file.isTable()) {
      throw column.wrong("an array of NumPy has no columns: use Parquet");
    }
  }
}
