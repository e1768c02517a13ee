package org.synthassay.shard;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;

/** The wanted rows of an .npz's arrays; each array is streamed through once. */
final class NpzReading implements Cursor.Source<Encoded> {
  private final ShardPosition place;
  private final PendingMembers wanted;
  private final ZipWalk zip;
  private final NpzArrays arrays;
  private final Map<String, TreeMap<Long, String>> rows = new HashMap<>();
  private final Iterator<Map.Entry<String, ZipArchiveEntry>> remaining;

  private TreeMap<Long, String> wantedHere = new TreeMap<>();
  private @Nullable NpzImages images;
  private @Nullable Rejected broken;

  NpzReading(ShardFile file, PendingMembers wanted, Set<String> members, ShardOptions options)
      throws IOException {
    this.place = new ShardPosition(file.name(), "", 0);
    this.wanted = wanted;
    for (String member : members) {
      int slash = member.lastIndexOf('/');
      long row = RowName.parse(member.substring(slash + 1)).row();
      boolean ofRow = slash >= 0 && row >= 0;
      String array = ofRow ? member.substring(0, slash) : member;
      rows.computeIfAbsent(array, name -> new TreeMap<>()).put(ofRow ? row : 0, member);
    }
    this.zip = new ZipWalk(file, options);
    this.arrays = new NpzArrays(zip, options);
    this.remaining = arrays.named().entrySet().iterator();
  }

  @Override
  public @Nullable Encoded next() throws IOException {
    while (wantedHere.isEmpty()) {
      closeImages();
      if (!remaining.hasNext()) {
        return null;
      }
      Map.Entry<String, ZipArchiveEntry> array = remaining.next();
      wantedHere = rows.getOrDefault(array.getKey(), new TreeMap<>());
      if (!wantedHere.isEmpty()) {
        // A member without a row is an array that is one picture.
        open(
            array.getValue(),
            wantedHere.containsValue(array.getKey()) ? ArrayLayout.PICTURE : ArrayLayout.IMAGES);
      }
    }
    Map.Entry<Long, String> first = wantedHere.pollFirstEntry();
    return read(first.getKey(), first.getValue());
  }

  private void open(ZipArchiveEntry entry, ArrayLayout layout) {
    broken = null;
    try {
      Optional<Rejected> fault = zip.fault(entry);
      if (fault.isEmpty()) {
        images = new NpzImages(zip, entry, layout);
        fault = images.fault(arrays, entry);
      }
      broken = fault.orElse(null);
    } catch (IOException | RuntimeException e) {
      broken = zip.place(entry).rejected(e);
    }
  }

  private Encoded read(long row, String member) {
    NpzImages open = images;
    if (open != null && broken == null) {
      try {
        return wanted.found(member, open.read(row));
      } catch (IOException | RuntimeException e) {
        broken = place.at(member, 0).rejected(e);
      }
    }
    return wanted.rejected(member, Objects.requireNonNull(broken));
  }

  private void closeImages() throws IOException {
    if (images != null) {
      images.close();
      images = null;
    }
  }

  @Override
  public ShardPosition place() {
    return place;
  }

  @Override
  public void close() throws IOException {
    closeImages();
    zip.close();
  }
}
