package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** The arrays of an .npz by name, and which of them are images, labels or groups of which. */
final class NpzArrays {
  private static final List<String> LABELS = List.of("labels", "label", "y");
  private static final List<String> GROUPS = List.of("groups", "group", "patients", "patient");
  private static final List<String> IMAGES = List.of("images", "image", "imgs", "x");

  private final ZipWalk zip;
  private final ShardOptions options;
  private final Map<String, ZipArchiveEntry> arrays = new LinkedHashMap<>();
  private final List<ZipArchiveEntry> others = new ArrayList<>();

  NpzArrays(ZipWalk zip, ShardOptions options) {
    this.zip = zip;
    this.options = options;
    for (ZipArchiveEntry entry : zip.entries()) {
      MemberName name = new MemberName(ZipWalk.name(entry));
      if (!name.extension().equals("npy") || arrays.putIfAbsent(name.stem(), entry) != null) {
        others.add(entry);
      }
    }
  }

  Map<String, ZipArchiveEntry> named() {
    return arrays;
  }

  /** Entries that are no arrays, or repeat an array's name. */
  List<ZipArchiveEntry> others() {
    return others;
  }

  /** The array with the labels of {@code images}: {@code train_labels} for {@code train_images}. */
  Optional<String> labels(String images) {
    String second = images.equals("arr_0") ? "arr_1" : "";
    return beside(images, options.columns().label(), LABELS)
        .or(() -> arrays.containsKey(second) ? Optional.of(second) : Optional.empty());
  }

  Optional<String> groups(String images) {
    return beside(images, options.columns().group(), GROUPS);
  }

  private Optional<String> beside(String images, @Nullable String named, List<String> usual) {
    List<String> endings = named == null ? usual : List.of(named);
    for (String ending : IMAGES) {
      if (images.endsWith(ending)) {
        String prefix = images.substring(0, images.length() - ending.length());
        Optional<String> found =
            endings.stream().map(prefix::concat).filter(arrays::containsKey).findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return endings.stream().filter(arrays::containsKey).findFirst();
  }

  NpyHeader header(ZipArchiveEntry entry) throws IOException {
    try (InputStream in = zip.open(entry)) {
      return NpyHeader.read(in);
    }
  }

  /** Why an array of an image's shape is not used, beyond its entry's own faults. */
  Optional<Rejected> fault(ZipArchiveEntry entry, NpyHeader header, ArrayLayout layout)
      throws IOException {
    ShardPosition place = zip.place(entry);
    if (header.holdsObjects()) {
      return Optional.of(
          place.rejected(
              Reason.UNSUPPORTED_FORMAT,
              "holds pickled objects, which are never loaded: save a uint8 array"));
    }
    if (!header.type().matches("[|<>=]?u1")) {
      String what =
          "is of the type " + ShardPosition.printable(header.type()) + ": save it as uint8";
      return Optional.of(place.rejected(Reason.UNSUPPORTED_DEPTH, what));
    }
    if (header.fortranOrder() || (header.channels() != 1 && header.channels() != 3)) {
      String what =
          "has the shape %s in %s order: save N×H×W, N×H×W×1 or N×H×W×3 in C order"
              .formatted(header.shapeText(), header.fortranOrder() ? "Fortran" : "C");
      return Optional.of(place.rejected(Reason.UNSUPPORTED_FORMAT, what));
    }
    if (layout == ArrayLayout.AUTO && header.isOnePictureOrRows()) {
      String what =
          "has the shape %s, which is one picture or %d images of %d columns: say which with layout = picture or images"
              .formatted(header.shapeText(), header.rows(), header.shape()[2]);
      return Optional.of(place.rejected(Reason.UNSUPPORTED_FORMAT, what));
    }
    if (header.rows() > options.maxEntries()) {
      String what = "claims " + header.rows() + " images, limit (max-entries) is ";
      return Optional.of(place.rejected(Reason.TOO_LARGE, what + options.maxEntries()));
    }
    return ImageShard.sizeFault(place, header.rowElements(), options);
  }
}
