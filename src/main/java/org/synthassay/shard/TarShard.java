package org.synthassay.shard;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** Tar, plain or gzipped, in WebDataset's layout: key.jpg beside key.cls and key.json. */
final class TarShard implements Layout {

  @Override
  public Cursor<Listed> list(ShardFile file, ShardOptions options) {
    return Cursor.listing(file, () -> new Listing(new TarWalk(file, options), options));
  }

  @Override
  public Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options) {
    PendingMembers wanted = new PendingMembers(file, members);
    return wanted.read(() -> new Reading(new TarWalk(file, options), wanted, options));
  }

  /** Walks the whole tar first: a sidecar may stand before or after its image. */
  private static final class Listing implements Cursor.Source<Listed> {
    private final TarWalk tar;
    private final ShardOptions options;
    private final Inventory inventory;
    private @Nullable Iterator<Listed> rows;
    private @Nullable Exception fault;

    Listing(TarWalk tar, ShardOptions options) {
      this.tar = tar;
      this.options = options;
      this.inventory = new Inventory(options);
    }

    @Override
    public @Nullable Listed next() throws IOException {
      if (rows == null) {
        try {
          walk();
        } catch (IOException | RuntimeException e) {
          fault = e;
        }
        rows = inventory.listed().iterator();
      }
      if (!rows.hasNext() && fault != null) {
        throw fault instanceof IOException io ? io : new IOException(fault.toString(), fault);
      }
      return rows.hasNext() ? rows.next() : null;
    }

    private void walk() throws IOException {
      for (TarArchiveEntry entry = tar.next(); entry != null; entry = tar.next()) {
        if (inventory.isFull()) {
          throw new ShardFault(
              Reason.TOO_LARGE,
              "is above the limit of " + options.maxEntries() + " entries (max-entries)");
        }
        MemberName name = MemberName.of(entry.getName());
        if (name.isHidden() && !entry.isDirectory()) {
          tar.skipContent();
          inventory.hide(name, entry.getSize());
        } else if (isRegular(entry)) {
          Optional<Rejected> broken = label(name, entry.getSize());
          tar.skipContent(); // an entry that is cut is no image: it is where the rest begins
          if (broken.isPresent()) {
            inventory.reject(name, entry.getSize(), broken.get());
          } else {
            inventory.add(name, entry.getSize(), tar.place());
          }
        } else if (!entry.isDirectory()) {
          inventory.reject(name, 0, notRegular(entry));
        }
      }
    }

    private Optional<Rejected> label(MemberName name, long bytes) throws IOException {
      String extension = name.extension();
      if (bytes > Sidecar.MAX_BYTES || !(extension.equals("cls") || extension.equals("json"))) {
        return Optional.empty();
      }
      byte[] content = tar.content();
      try {
        inventory.label(
            name.stem(),
            extension.equals("cls")
                ? Sidecar.ofCls(content)
                : Sidecar.ofJson(content, options.columns()));
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(tar.place().rejected(e));
      }
    }

    private Rejected notRegular(TarArchiveEntry entry) {
      if (entry.isSymbolicLink() || entry.isLink()) {
        String kind = entry.isLink() ? "hard link" : "symbolic link";
        String target = ShardPosition.printable(entry.getLinkName());
        return tar.place()
            .rejected(
                Reason.OUTSIDE_ROOT,
                "is a " + kind + " to '" + target + "', which is not followed: pack copies");
      }
      return tar.place().rejected(Reason.BAD_ARCHIVE, "is a device or pipe, not a file");
    }

    @Override
    public ShardPosition place() {
      return tar.place();
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  private record Reading(TarWalk tar, PendingMembers wanted, ShardOptions options)
      implements Cursor.Source<Encoded> {

    @Override
    public @Nullable Encoded next() throws IOException {
      while (!wanted.isEmpty()) {
        TarArchiveEntry entry = tar.next();
        if (entry == null) {
          return null;
        }
        String name = MemberName.of(entry.getName()).text();
        if (isRegular(entry) && wanted.holds(name)) {
          Optional<Rejected> fault = ImageShard.sizeFault(tar.place(), entry.getSize(), options);
          return fault.isPresent()
              ? wanted.rejected(name, fault.get())
              : wanted.found(name, tar.content());
        }
      }
      return null;
    }

    @Override
    public ShardPosition place() {
      return tar.place();
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  private static boolean isRegular(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice()
        && !entry.isFIFO();
  }
}
