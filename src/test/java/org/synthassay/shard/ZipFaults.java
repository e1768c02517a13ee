package org.synthassay.shard;

import static org.synthassay.image.Rejected.Reason.BAD_ARCHIVE;
import static org.synthassay.image.Rejected.Reason.DUPLICATE_ID;
import static org.synthassay.image.Rejected.Reason.EMPTY;
import static org.synthassay.image.Rejected.Reason.OUTSIDE_ROOT;
import static org.synthassay.image.Rejected.Reason.TOO_LARGE;
import static org.synthassay.image.Rejected.Reason.UNSUPPORTED_FORMAT;

import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** What can be wrong with a zip. */
final class ZipFaults {
  private static final String CENTRAL = "PK\1\2";
  private static final int FLAGS = 8;
  private static final int METHOD = 10;
  private static final int SIZE = 24;
  private static final int OFFSET = 42;
  private static final byte[] GOOD =
      Packed.zip(Packed.files("1.png", Packed.counted(4000), "2.png", Packed.counted(5000)));

  private ZipFaults() {}

  static Stream<Fault> all() {
    return Stream.of(names(), entries(), directories()).flatMap(s -> s);
  }

  private static Stream<Fault> names() {
    return Stream.of(
        named("zip: name with ..", "a/../../x.png").rejects("'..'", OUTSIDE_ROOT),
        named("zip: absolute name", "/x.png").rejects("absolute", OUTSIDE_ROOT),
        named("zip: duplicate name", "good.png").rejects("repeats a name", DUPLICATE_ID),
        named("zip: archive inside", "more.tar.gz").rejects("unpack it", UNSUPPORTED_FORMAT),
        named("zip: empty image", "empty.png").rejects("holds 0 bytes", EMPTY),
        named("zip: dataset.json broken", "dataset.json")
            .rejects("entry 'dataset.json'", BAD_ARCHIVE),
        Fault.of("zip: symbolic link", "x.zip", symlink())
            .leaves(1)
            .rejects("symbolic link", OUTSIDE_ROOT),
        Fault.of(
                "zip: name that is not UTF-8 (used)",
                "x.zip",
                Packed.replaced(Packed.zip(Packed.files("sc_n.png", "x")), "sc_n", "sc\u00e4n"))
            .leaves(1));
  }

  private static Stream<Fault> entries() {
    return Stream.of(
        Fault.of("zip: encrypted entry", "x.zip", patched(FLAGS, 1))
            .leaves(1)
            .rejects("entry '1.png' at byte 0 is encrypted", UNSUPPORTED_FORMAT),
        Fault.of("zip: unknown compression", "x.zip", patched(METHOD, 98))
            .leaves(1)
            .rejects("method 106", UNSUPPORTED_FORMAT),
        Fault.of("zip: entry claims less than it holds", "x.zip", patched(SIZE, 0x20))
            .leaves(1)
            .rejects("claims 3968 bytes and holds more", BAD_ARCHIVE),
        Fault.of("zip: entry claims more than it holds", "x.zip", patched(SIZE + 1, 0x10))
            .leaves(1)
            .rejects("and holds 4000", BAD_ARCHIVE),
        Fault.of("zip: entry claims 1 GB", "x.zip", patched(SIZE + 3, 0x40))
            .leaves(1)
            .rejects("limit", TOO_LARGE),
        Fault.of("zip: two entries share their bytes", "x.zip", shared())
            .leaves(1)
            .rejects("lies inside the entry before it", BAD_ARCHIVE),
        Fault.of("zip: image damaged", "x.zip", flipped(100))
            .leaves(1)
            .rejects("1.png", BAD_ARCHIVE),
        Fault.of("zip: stored image damaged (CRC)", "x.zip", storedAndFlipped())
            .rejects("checksum is wrong", BAD_ARCHIVE),
        Fault.of("zip: bomb", "x.zip", Packed.zip(Packed.files("0.png", new byte[24 << 20])))
            .rejects("expands 24", TOO_LARGE),
        Fault.of(
                "zip: image above max-bytes",
                "x.zip",
                Packed.zip(Packed.files("0.png", new byte[70_000])))
            .rejects("claims 70000 bytes", TOO_LARGE));
  }

  private static Stream<Fault> directories() {
    int central = Packed.indexOf(GOOD, CENTRAL);
    byte[] astray = GOOD.clone();
    astray[GOOD.length - 5] = 0x7f;
    return Stream.of(
        Fault.of("zip: cut before its directory", "x.zip", Packed.cut(GOOD, central))
            .rejects("is damaged", BAD_ARCHIVE),
        Fault.of("zip: cut inside its directory", "x.zip", Packed.cut(GOOD, central + 60))
            .rejects("is damaged", BAD_ARCHIVE),
        Fault.of("zip: directory elsewhere", "x.zip", astray).rejects("is damaged", BAD_ARCHIVE),
        Fault.of("zip: empty file", "x.zip", new byte[0]).rejects("is damaged", BAD_ARCHIVE),
        Fault.of("zip: text file", "x.zip", Packed.utf8("hello")).rejects("damaged", BAD_ARCHIVE));
  }

  private static Fault named(String what, String name) {
    byte[] zip =
        Packed.zip(
            out -> {
              Packed.put(out, "good.png", Packed.utf8("x"));
              Packed.put(out, name, Packed.utf8(name.equals("empty.png") ? "" : "{\"labels\": 7"));
            });
    return Fault.of(what, "x.zip", zip).leaves(1);
  }

  private static byte[] symlink() {
    return Packed.zip(
        out -> {
          ZipArchiveEntry link = new ZipArchiveEntry("link.png");
          link.setUnixMode(0120777);
          out.putArchiveEntry(link);
          out.write(Packed.utf8("/etc/passwd"));
          out.closeArchiveEntry();
          Packed.put(out, "good.png", Packed.utf8("x"));
        });
  }

  /** Flips bits of the first entry in the central directory, which is what readers trust. */
  private static byte[] patched(int field, int bits) {
    byte[] zip = GOOD.clone();
    zip[Packed.indexOf(zip, CENTRAL) + field] ^= (byte) bits;
    return zip;
  }

  private static byte[] shared() {
    byte[] zip = GOOD.clone();
    int first = Packed.indexOf(zip, CENTRAL);
    int second =
        new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(CENTRAL, first + 1);
    System.arraycopy(zip, first + OFFSET, zip, second + OFFSET, 4);
    return zip;
  }

  private static byte[] flipped(int at) {
    byte[] zip = GOOD.clone();
    zip[at] ^= 0x10;
    return zip;
  }

  private static byte[] storedAndFlipped() {
    byte[] zip =
        Packed.zip(
            out -> {
              out.setLevel(0);
              Packed.put(out, "1.png", Packed.counted(4000));
            });
    zip[2000] ^= 1;
    return zip;
  }
}
