package org.synthassay.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** A zip's central directory, and the entries that it points to, in the order they lie in. */
final class ZipWalk implements Closeable {
  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;
  private static final int EXTRAS = 128;

  private final String shard;
  private final ShardOptions options;
  private final ZipFile zip;
  private final List<ZipArchiveEntry> entries;

  ZipWalk(ShardFile file, ShardOptions options) throws IOException {
    this.shard = file.name();
    this.options = options;
    ShardChannel channel = new ShardChannel(file);
    try {
      channel.allow(
          (long) options.maxEntries() * (CENTRAL_HEADER + EXTRAS) + (1 << 20), tooMany(options));
      // Local headers repeat the central directory, a seek each; their data is checked by CRC.
      zip =
          ZipFile.builder()
              .setSeekableByteChannel(channel)
              .setCharset(StandardCharsets.UTF_8)
              .setIgnoreLocalFileHeader(true)
              .get();
      channel.allow(Long.MAX_VALUE, "");
      entries = new ArrayList<>(Collections.list(zip.getEntries()));
      if (entries.size() > options.maxEntries()) {
        throw new ShardFault(Reason.TOO_LARGE, tooMany(options));
      }
    } catch (IOException e) {
      channel.close();
      // The reader wraps what it meets into a sentence that says nothing.
      throw e.getCause() instanceof IOException first ? first : e;
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
    entries.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
  }

  private static String tooMany(ShardOptions options) {
    return "is above the limit of " + options.maxEntries() + " entries (max-entries)";
  }

  /** By position in the file. */
  List<ZipArchiveEntry> entries() {
    return entries;
  }

  static String name(ZipArchiveEntry entry) {
    return MemberName.of(entry.getName()).text();
  }

  ShardPosition place(ZipArchiveEntry entry) {
    return new ShardPosition(shard, name(entry), entry.getLocalHeaderOffset());
  }

  /** The first byte after an entry's data, at least. */
  static long end(ZipArchiveEntry entry) {
    return entry.getLocalHeaderOffset()
        + LOCAL_HEADER
        + entry.getRawName().length
        + entry.getCompressedSize();
  }

  /** Why an entry is not read, whatever it holds. */
  Optional<Rejected> fault(ZipArchiveEntry entry) {
    ShardPosition place = place(entry);
    if (entry.isUnixSymlink()) {
      return Optional.of(
          place.rejected(
              Reason.OUTSIDE_ROOT, "is a symbolic link, which is not followed: pack copies"));
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return Optional.of(
          place.rejected(Reason.UNSUPPORTED_FORMAT, "is encrypted: pack it without a password"));
    }
    if (!zip.canReadEntryData(entry)) {
      String what = "is compressed by method " + entry.getMethod() + ": pack it with deflate";
      return Optional.of(place.rejected(Reason.UNSUPPORTED_FORMAT, what));
    }
    return Optional.empty();
  }

  /** Why a file that must be held whole is not expanded. */
  Optional<Rejected> bomb(ZipArchiveEntry entry) {
    if (!options.isBomb(entry.getSize(), entry.getCompressedSize())) {
      return Optional.empty();
    }
    String what =
        "expands %d bytes to %d, limit (max-ratio) is %d-fold"
            .formatted(entry.getCompressedSize(), entry.getSize(), options.maxRatio());
    return Optional.of(place(entry).rejected(Reason.TOO_LARGE, what));
  }

  InputStream open(ZipArchiveEntry entry) throws IOException {
    return zip.getInputStream(entry);
  }

  /** An entry's whole content, {@code entry.getSize()} bytes, checked by CRC. */
  byte[] content(ZipArchiveEntry entry) throws IOException {
    int claimed = Math.toIntExact(entry.getSize());
    try (InputStream in = open(entry)) {
      byte[] content = ShardStream.read(in, claimed);
      if (content.length < claimed || in.read() >= 0) {
        String held = content.length < claimed ? content.length + "" : "more";
        throw new IOException("it claims " + claimed + " bytes and holds " + held);
      }
      CRC32 crc = new CRC32();
      crc.update(content);
      if (crc.getValue() != entry.getCrc()) {
        throw new IOException("its checksum is wrong");
      }
      return content;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
