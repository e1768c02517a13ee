package org.synthassay.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/**
 * The files of one archive as they are found: safe names, names seen once, sizes within limits,
 * sidecars paired with images wherever they stand. Keeps names, no content.
 */
final class Inventory {
  private final ShardOptions options;
  private final List<Listed> found = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Sidecar> sidecars = new HashMap<>();

  Inventory(ShardOptions options) {
    this.options = options;
  }

  /** Counts one regular file; {@code place} names it. */
  void add(MemberName name, long bytes, ShardPosition place) {
    found.add(
        fault(name, bytes, place)
            .map(reason -> Listed.rejected(name.text(), bytes, reason))
            .orElseGet(
                () ->
                    isWanted(name)
                        ? Listed.image(name.text(), bytes)
                        : Listed.ignored(name.text(), bytes)));
  }

  /** Counts what is no data by its name, whatever it holds. */
  void hide(MemberName name, long bytes) {
    found.add(Listed.ignored(name.text(), bytes));
  }

  private boolean isWanted(MemberName name) {
    String ending = options.member();
    return name.isImage() && (ending == null || name.text().endsWith(ending));
  }

  /** Counts a file that is not used; its name is taken all the same. */
  void reject(MemberName name, long bytes, Rejected reason) {
    names.add(name.text());
    found.add(Listed.rejected(name.text(), bytes, reason));
  }

  /** What a sidecar says, by its own stem, or its key in an archive that pairs by key. */
  void label(String stem, Sidecar sidecar) {
    sidecars.merge(stem, sidecar, Sidecar::or);
  }

  /** True where one more entry would be above the limit. */
  boolean isFull() {
    return found.size() >= options.maxEntries();
  }

  /** Images with their labels, in the order found. */
  List<Listed> listed() {
    return found.stream().map(this::labelled).toList();
  }

  private Listed labelled(Listed listed) {
    if (sidecars.isEmpty() || listed.ignored() || listed.rejected() != null) {
      return listed;
    }
    MemberName name = new MemberName(listed.member());
    Sidecar none = new Sidecar(null, null);
    return listed.with(
        sidecars
            .getOrDefault(name.text(), none)
            .or(sidecars.getOrDefault(name.stem(), none))
            .or(sidecars.getOrDefault(name.key(), none)));
  }

  private Optional<Rejected> fault(MemberName name, long bytes, ShardPosition place) {
    Optional<MemberName.Fault> unsafe = name.fault();
    if (unsafe.isPresent()) {
      return unsafe.map(fault -> place.rejected(fault.code(), fault.what()));
    }
    if (!names.add(name.text())) {
      return Optional.of(
          place.rejected(Reason.DUPLICATE_ID, "repeats a name; the first entry of it is used"));
    }
    if (name.isArchive()) {
      return Optional.of(
          place.rejected(
              Reason.UNSUPPORTED_FORMAT,
              "is an archive inside an archive, which is not opened: unpack it"));
    }
    return isWanted(name) ? ImageShard.sizeFault(place, bytes, options) : Optional.empty();
  }
}
