package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.synthassay.image.Limits;
import org.synthassay.image.Rejected;

/** What came out of a shard: its listing, and the bytes of every image listed as usable. */
record Seen(List<Listed> listed, Map<String, byte[]> images, List<Rejected> rejected) {
  static final ShardOptions OPTIONS = ShardOptions.of(new Limits(1 << 20, 1 << 16));

  static Seen of(ShardFile file) {
    return of(file, OPTIONS);
  }

  static Seen of(ShardFile file, ShardOptions options) {
    ShardFormat format = ShardFormat.of(file.name()).orElseThrow();
    List<Listed> listed = all(format.list(file, options));
    List<Rejected> rejected = new ArrayList<>();
    Set<String> usable = new LinkedHashSet<>();
    for (Listed row : listed) {
      if (row.rejected() != null) {
        rejected.add(row.rejected());
      } else if (!row.ignored()) {
        assertThat(usable.add(row.member())).as("%s is listed once", row.member()).isTrue();
      }
    }
    Map<String, byte[]> images = new LinkedHashMap<>();
    for (Encoded encoded : all(format.read(file, usable, options))) {
      assertThat(usable).contains(encoded.member());
      if (encoded.rejected() != null) {
        rejected.add(encoded.rejected());
      } else {
        images.put(encoded.member(), Objects.requireNonNull(encoded.content()));
      }
    }
    return new Seen(listed, images, rejected);
  }

  /** Usable images of the listing. */
  List<Listed> usable() {
    return listed.stream().filter(row -> row.rejected() == null && !row.ignored()).toList();
  }

  List<String> ignored() {
    return listed.stream().filter(Listed::ignored).map(Listed::member).toList();
  }

  static <T> List<T> all(Cursor<T> cursor) {
    List<T> rows = new ArrayList<>();
    try (cursor) {
      cursor.forEachRemaining(rows::add);
    }
    return rows;
  }
}
