package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** Zip in the layout of StyleGAN's dataset tool: images, and their labels in dataset.json. */
final class ZipShard implements Layout {
  private static final String DATASET = "dataset.json";

  @Override
  public Cursor<Listed> list(ShardFile file, ShardOptions options) {
    return Cursor.listing(file, () -> new Listing(file, options));
  }

  @Override
  public Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options) {
    PendingMembers wanted = new PendingMembers(file, members);
    return wanted.read(() -> new Reading(file, wanted, options));
  }

  private static final class Listing implements Cursor.Source<Listed> {
    private final ShardPosition place;
    private final ShardOptions options;
    private final Iterator<Listed> rows;
    private int part;
    private long partBytes;

    Listing(ShardFile file, ShardOptions options) throws IOException {
      this.place = new ShardPosition(file.name(), "", 0);
      this.options = options;
      Inventory inventory = new Inventory(options);
      try (ZipWalk zip = new ZipWalk(file, options)) {
        long free = 0;
        for (ZipArchiveEntry entry : zip.entries()) {
          if (!entry.isDirectory()) {
            add(inventory, zip, entry, free);
          }
          free = Math.max(free, ZipWalk.end(entry));
        }
      }
      rows = inventory.listed().iterator();
    }

    private static void add(Inventory inventory, ZipWalk zip, ZipArchiveEntry entry, long free) {
      MemberName name = new MemberName(ZipWalk.name(entry));
      if (name.isHidden()) {
        inventory.hide(name, entry.getSize());
        return;
      }
      Optional<Rejected> fault = zip.fault(entry).or(() -> zip.bomb(entry));
      if (fault.isEmpty() && entry.getLocalHeaderOffset() < free) {
        String what = "lies inside the entry before it, which ends at byte " + free;
        fault = Optional.of(zip.place(entry).rejected(Reason.BAD_ARCHIVE, what));
      }
      if (fault.isEmpty() && name.text().equals(DATASET)) {
        fault = label(inventory, zip, entry);
      }
      if (fault.isPresent()) {
        inventory.reject(name, entry.getSize(), fault.get());
      } else {
        inventory.add(name, entry.getSize(), zip.place(entry));
      }
    }

    private static Optional<Rejected> label(
        Inventory inventory, ZipWalk zip, ZipArchiveEntry entry) {
      try (InputStream in = zip.open(entry)) {
        DatasetJson.sidecars(in, entry.getSize()).forEach(inventory::label);
        return Optional.empty();
      } catch (IOException | RuntimeException e) {
        return Optional.of(zip.place(entry).rejected(e));
      }
    }

    @Override
    public @Nullable Listed next() {
      if (!rows.hasNext()) {
        return null;
      }
      Listed row = rows.next().inPart(part);
      partBytes += Math.max(0, row.bytes());
      if (partBytes >= options.partBytes()) {
        part++;
        partBytes = 0;
      }
      return row;
    }

    @Override
    public ShardPosition place() {
      return place;
    }

    @Override
    public void close() {}
  }

  private static final class Reading implements Cursor.Source<Encoded> {
    private final ShardPosition place;
    private final PendingMembers wanted;
    private final ShardOptions options;
    private final ZipWalk zip;
    private final Iterator<ZipArchiveEntry> entries;

    Reading(ShardFile file, PendingMembers wanted, ShardOptions options) throws IOException {
      this.place = new ShardPosition(file.name(), "", 0);
      this.wanted = wanted;
      this.options = options;
      this.zip = new ZipWalk(file, options);
      this.entries = zip.entries().iterator();
    }

    @Override
    public @Nullable Encoded next() {
      while (entries.hasNext() && !wanted.isEmpty()) {
        ZipArchiveEntry entry = entries.next();
        String name = ZipWalk.name(entry);
        if (wanted.holds(name) && !entry.isDirectory()) {
          return read(entry, name);
        }
      }
      return null;
    }

    /** One broken entry says nothing of the others: the directory tells where they are. */
    private Encoded read(ZipArchiveEntry entry, String name) {
      Optional<Rejected> fault =
          zip.fault(entry)
              .or(() -> zip.bomb(entry))
              .or(() -> ImageShard.sizeFault(zip.place(entry), entry.getSize(), options));
      if (fault.isPresent()) {
        return wanted.rejected(name, fault.get());
      }
      try {
        return wanted.found(name, zip.content(entry));
      } catch (IOException | RuntimeException e) {
        return wanted.rejected(name, zip.place(entry).rejected(e));
      }
    }

    @Override
    public ShardPosition place() {
      return place;
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
