package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/**
 * NumPy's .npz with uint8 images N×H×W or N×H×W×C (RGB), or one picture an array. A member is
 * {@code <array>/<row>}, the row zero-padded to 12, or {@code <array>} for a picture, and comes out
 * as a PGM or PPM file in memory.
 */
final class NpzShard implements Layout {

  @Override
  public Cursor<Listed> list(ShardFile file, ShardOptions options) {
    return Cursor.listing(file, () -> new Listing(file, options));
  }

  @Override
  public Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options) {
    PendingMembers wanted = new PendingMembers(file, members);
    return wanted.read(() -> new NpzReading(file, wanted, members, options));
  }

  private static final class Listing implements Cursor.Source<Listed> {
    private final ShardPosition place;
    private final ZipWalk zip;
    private final ArrayLayout layout;
    private final NpzArrays arrays;
    private final Set<String> sidecars = new HashSet<>();
    private final Iterator<Listed> rows;

    Listing(ShardFile file, ShardOptions options) throws IOException {
      place = new ShardPosition(file.name(), "", 0);
      zip = new ZipWalk(file, options);
      layout = options.layout();
      arrays = new NpzArrays(zip, options);
      for (String name : arrays.named().keySet()) {
        arrays.labels(name).filter(found -> !found.equals(name)).ifPresent(sidecars::add);
        arrays.groups(name).filter(found -> !found.equals(name)).ifPresent(sidecars::add);
      }
      rows =
          Stream.concat(
                  arrays.others().stream().map(this::other),
                  arrays.named().entrySet().stream()
                      .flatMap(array -> rows(array.getKey(), array.getValue())))
              .iterator();
    }

    private Listed other(ZipArchiveEntry entry) {
      String name = ZipWalk.name(entry);
      return name.endsWith(".npy")
          ? Listed.rejected(
              name,
              entry.getSize(),
              zip.place(entry).rejected(Reason.DUPLICATE_ID, "repeats an array's name"))
          : Listed.ignored(name, entry.getSize());
    }

    /** One array's rows; a fault of the array is one rejected row behind the whole ones. */
    private Stream<Listed> rows(String name, ZipArchiveEntry entry) {
      String member = ZipWalk.name(entry);
      Optional<Rejected> fault =
          new MemberName(member)
              .fault()
              .map(unsafe -> zip.place(entry).rejected(unsafe.code(), unsafe.what()))
              .or(() -> zip.fault(entry));
      if (fault.isPresent()) {
        return Stream.of(Listed.rejected(member, entry.getSize(), fault.get()));
      }
      try {
        NpyHeader told = arrays.header(entry);
        boolean beside = sidecars.contains(name) && !told.holdsObjects();
        NpyHeader header = beside ? told : told.as(layout);
        if (beside || (!header.holdsObjects() && !header.hasImageShape())) {
          return Stream.of(Listed.ignored(member, entry.getSize()));
        }
        Optional<Rejected> unfit = arrays.fault(entry, header, layout);
        return unfit.isPresent()
            ? Stream.of(Listed.rejected(member, entry.getSize(), unfit.get()))
            : images(name, entry, header);
      } catch (IOException | RuntimeException e) {
        Rejected broken = zip.place(entry).rejected(e);
        return Stream.of(Listed.rejected(member, entry.getSize(), broken));
      }
    }

    private Stream<Listed> images(String name, ZipArchiveEntry entry, NpyHeader header)
        throws IOException {
      long rowBytes = header.rowElements();
      long whole = Math.min(header.rows(), (entry.getSize() - header.bytes()) / rowBytes);
      Stream.Builder<Listed> faults = Stream.builder();
      if (whole * rowBytes + header.bytes() != entry.getSize() || whole < header.rows()) {
        String what =
            "claims the shape %s and holds %d images"
                .formatted(header.shapeText(), Math.max(0, whole));
        faults.add(
            Listed.rejected(
                ZipWalk.name(entry),
                entry.getSize(),
                zip.place(entry).rejected(Reason.BAD_ARCHIVE, what)));
      }
      List<String> labels = texts(arrays.labels(name), header, faults);
      List<String> groups = texts(arrays.groups(name), header, faults);
      Stream<Listed> images =
          LongStream.range(0, whole)
              .mapToObj(
                  row ->
                      Listed.image(
                              layout == ArrayLayout.PICTURE
                                  ? name
                                  : name + "/" + RowName.of(row, null).text(),
                              rowBytes)
                          .with(new Sidecar(at(labels, row), at(groups, row))));
      return Stream.concat(images, faults.build());
    }

    /** The texts beside the images; none where they are broken, which is a row of its own. */
    private List<String> texts(
        Optional<String> name, NpyHeader images, Stream.Builder<Listed> faults) {
      ZipArchiveEntry entry = name.map(arrays.named()::get).orElse(null);
      if (entry == null) {
        return List.of();
      }
      try (InputStream in = zip.open(entry)) {
        NpyHeader header = NpyHeader.read(in);
        if (header.rows() != images.rows()) {
          throw new IOException(
              "it has %d rows for %d images".formatted(header.rows(), images.rows()));
        }
        return NpyText.read(in, header);
      } catch (IOException | RuntimeException e) {
        String member = ZipWalk.name(entry);
        faults.add(Listed.rejected(member, entry.getSize(), zip.place(entry).rejected(e)));
        return List.of();
      }
    }

    private static @Nullable String at(List<String> texts, long row) {
      return texts.isEmpty() ? null : texts.get((int) row);
    }

    @Override
    public @Nullable Listed next() {
      return rows.hasNext() ? rows.next() : null;
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
