package org.synthassay.shard;

import static org.synthassay.image.Rejected.Reason.BAD_ARCHIVE;
import static org.synthassay.image.Rejected.Reason.DUPLICATE_ID;
import static org.synthassay.image.Rejected.Reason.EMPTY;
import static org.synthassay.image.Rejected.Reason.OUTSIDE_ROOT;
import static org.synthassay.image.Rejected.Reason.TOO_LARGE;
import static org.synthassay.image.Rejected.Reason.UNSUPPORTED_FORMAT;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What can be wrong with a tar. */
final class TarFaults {
  private static final byte[] GOOD = Packed.tar(Packed.files("1.png", "one", "2.png", "two"));

  private TarFaults() {}

  static Stream<Fault> all() {
    return Stream.of(names(), kinds(), sizes(), cuts(), gzips(), stores()).flatMap(s -> s);
  }

  private static Stream<Fault> names() {
    return Stream.of(
        named("tar: name with ..", "../../etc/x.png")
            .rejects("entry '../../etc/x.png' at byte 0 leaves the shard", OUTSIDE_ROOT),
        named("tar: absolute name", "/etc/x.png").rejects("absolute name", OUTSIDE_ROOT),
        named("tar: Windows drive", "C:x.png").rejects("absolute name", OUTSIDE_ROOT),
        named("tar: .. between backslashes", "a\\..\\..\\x.png").rejects("'..'", OUTSIDE_ROOT),
        named("tar: control character in name", "a\u001b[2Jx.png")
            .rejects("entry 'a?[2Jx.png' at byte 0 has a control character", BAD_ARCHIVE),
        named("tar: name of 5,000 characters", "x".repeat(4996) + ".png")
            .rejects("has a name of 5000 characters, limit is 1024", BAD_ARCHIVE),
        named("tar: duplicate name", "good.png").rejects("repeats a name", DUPLICATE_ID),
        named("tar: archive inside", "more.zip").rejects("unpack it", UNSUPPORTED_FORMAT),
        Fault.of("tar: name that is not UTF-8 (used)", "x.tar", latinName()).leaves(1));
  }

  private static Stream<Fault> kinds() {
    return Stream.of(
        linked("tar: symbolic link", TarConstants.LF_SYMLINK)
            .rejects("symbolic link to '/etc/passwd'", OUTSIDE_ROOT),
        linked("tar: hard link", TarConstants.LF_LINK)
            .rejects("hard link to '/etc/passwd'", OUTSIDE_ROOT),
        linked("tar: character device", TarConstants.LF_CHR).rejects("device", BAD_ARCHIVE),
        linked("tar: named pipe", TarConstants.LF_FIFO).rejects("device or pipe", BAD_ARCHIVE),
        Fault.of("tar: sparse entry", "x.tar", retyped((byte) 'S'))
            .leaves(1)
            .rejects("sparse", BAD_ARCHIVE),
        Fault.of("tar: empty image", "x.tar", Packed.tar(Packed.files("1.png", "", "2.png", "x")))
            .leaves(1)
            .rejects("holds 0 bytes", EMPTY),
        Fault.of("tar: image above max-bytes", "x.tar", withEntry(new byte[70_000]))
            .leaves(2)
            .rejects("claims 70000 bytes, limit (max-bytes) is 65536", TOO_LARGE),
        Fault.of(
                "tar: label sidecar that is not JSON",
                "x.tar",
                Packed.tar(Packed.files("1.png", "x", "1.json", "{\"label\": [1,")))
            .leaves(1)
            .rejects(
                "entry '1.json' at byte 1024 is damaged: the sidecar is not JSON", BAD_ARCHIVE));
  }

  private static Stream<Fault> sizes() {
    return Stream.of(
        Fault.of("tar: entry claims 91 MB and the file ends", "x.tar", sized("00554407600\0"))
            .leaves(1)
            .rejects("entry '2.png' at byte 1024 is damaged: the shard ends inside", BAD_ARCHIVE),
        Fault.of("tar: entry claims 8 EB", "x.tar", sized("\u0080\0\0\0\u007fÿÿÿÿÿÿÿ"))
            .leaves(1)
            .rejects("at byte 1024 is damaged: the shard ends inside", BAD_ARCHIVE),
        Fault.of("tar: negative size", "x.tar", sized("ÿÿÿÿÿÿÿÿÿÿÿð"))
            .leaves(1)
            .rejects("at byte 1024 is damaged", BAD_ARCHIVE),
        Fault.of("tar: entry claims less than it holds", "x.tar", claimsLess())
            .leaves(1)
            .rejects("at byte 1024 is damaged", BAD_ARCHIVE),
        Fault.of("tar: long name of 2 MB", "x.tar", longName())
            .leaves(1)
            .rejects("headers take more than", BAD_ARCHIVE));
  }

  private static Stream<Fault> cuts() {
    return Stream.of(
        Fault.of("tar: cut inside an image", "x.tar", Packed.cut(GOOD, 1024 + 512 + 1))
            .leaves(1)
            .rejects("entry '2.png' at byte 1024 is damaged: the shard ends", BAD_ARCHIVE),
        Fault.of("tar: cut inside a header", "x.tar", Packed.cut(GOOD, 1024 + 100))
            .leaves(1)
            .rejects("x.tar: at byte 1024 is damaged: the shard ends without", BAD_ARCHIVE),
        Fault.of("tar: cut between two entries", "x.tar", Packed.cut(GOOD, 1024))
            .leaves(1)
            .rejects("it was cut here", BAD_ARCHIVE),
        Fault.of("tar: a header overwritten", "x.tar", overwritten(1024 + 3))
            .leaves(1)
            .rejects("at byte 1024 is damaged: this is no tar header", BAD_ARCHIVE),
        Fault.of("tar: two tars in a row", "x.tar", joined(GOOD, GOOD))
            .leaves(2)
            .rejects("more follows the tar's end mark", BAD_ARCHIVE),
        Fault.of("tar: empty file", "x.tar", new byte[0]).rejects("it was cut", BAD_ARCHIVE),
        Fault.of("tar: text file", "x.tar", Packed.utf8("hello ".repeat(200)))
            .rejects("at byte 0 is damaged", BAD_ARCHIVE));
  }

  private static Stream<Fault> gzips() {
    byte[] zipped = Packed.gzip(GOOD);
    byte[] bomb = Packed.gzip(withEntry(new byte[24 << 20]));
    return Stream.of(
        Fault.of("tar.gz: cut", "x.tar.gz", Packed.cut(Packed.gzip(noisy()), 40_000))
            .leaves(1)
            .rejects("entry '2.png' at byte 30720", BAD_ARCHIVE),
        Fault.of("tar.gz: checksum wrong at the end", "x.tgz", flipped(zipped, zipped.length - 6))
            .leaves(2)
            .rejects("corrupt", BAD_ARCHIVE),
        Fault.of("tar.gz: not gzipped", "x.tar.gz", GOOD).rejects(".gz format", BAD_ARCHIVE),
        Fault.of("tar.gz: gzipped text", "x.tar.gz", Packed.gzip(Packed.utf8("hi ".repeat(999))))
            .rejects("is damaged", BAD_ARCHIVE),
        Fault.of("tar.gz: zip bomb", "x.tar.gz", bomb)
            .leaves(1)
            .rejects("limit by max-ratio", TOO_LARGE));
  }

  private static Stream<Fault> stores() {
    return Stream.of(
        Fault.of("tar: shorter than the store says", cutFile())
            .leaves(1)
            .rejects("entry '2.png' at byte 1024", BAD_ARCHIVE));
  }

  private static MemoryFile cutFile() {
    return new MemoryFile("x.tar", Packed.cut(GOOD, 1537)).claiming(GOOD.length);
  }

  private static Fault named(String what, String name) {
    byte[] tar =
        Packed.tar(
            out -> {
              if (name.equals("good.png")) {
                Packed.put(out, "good.png", Packed.utf8("first"));
              }
              Packed.put(out, name, Packed.utf8("x"));
              if (!name.equals("good.png")) {
                Packed.put(out, "good.png", Packed.utf8("x"));
              }
            });
    return Fault.of(what, "x.tar", tar).leaves(1);
  }

  private static Fault linked(String what, byte kind) {
    byte[] tar =
        Packed.tar(
            out -> {
              TarArchiveEntry entry = new TarArchiveEntry("link.png", kind);
              entry.setLinkName("/etc/passwd");
              out.putArchiveEntry(entry);
              out.closeArchiveEntry();
              Packed.put(out, "good.png", Packed.utf8("x"));
            });
    return Fault.of(what, "x.tar", tar).leaves(1);
  }

  private static byte[] latinName() {
    byte[] tar = Packed.tar(Packed.files("sc_n.png", "x"));
    tar[2] = (byte) 0xe4;
    return checked(tar, 0);
  }

  private static byte[] withEntry(byte[] large) {
    return Packed.tar(Packed.files("1.png", "x", "2.png", large, "3.png", "x"));
  }

  private static byte[] noisy() {
    Random random = new Random(7);
    byte[] first = new byte[30_000];
    byte[] second = new byte[30_000];
    random.nextBytes(first);
    random.nextBytes(second);
    return Packed.tar(Packed.files("1.png", first, "2.png", second));
  }

  private static byte[] sized(String field) {
    byte[] tar = GOOD.clone();
    byte[] bytes = field.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, tar, 1024 + 124, 12);
    return checked(tar, 1024);
  }

  private static byte[] claimsLess() {
    byte[] tar = Packed.tar(Packed.files("1.png", Packed.counted(5000), "2.png", "x"));
    System.arraycopy(Packed.utf8("00000000004\0"), 0, tar, 124, 12);
    return checked(tar, 0);
  }

  private static byte[] longName() {
    return Packed.tar(
        (TarArchiveOutputStream out) -> {
          Packed.put(out, "1.png", Packed.utf8("x"));
          TarArchiveEntry name = new TarArchiveEntry("name", TarConstants.LF_GNUTYPE_LONGNAME);
          name.setSize(2 << 20);
          out.putArchiveEntry(name);
          out.write(new byte[2 << 20]);
          out.closeArchiveEntry();
          Packed.put(out, "2.png", Packed.utf8("x"));
        });
  }

  private static byte[] retyped(byte kind) {
    byte[] tar = GOOD.clone();
    tar[1024 + 156] = kind;
    return checked(tar, 1024);
  }

  /** Writes the header's checksum anew, as one who lies on purpose would. */
  private static byte[] checked(byte[] tar, int header) {
    Arrays.fill(tar, header + 148, header + 156, (byte) ' ');
    int sum = 0;
    for (int i = header; i < header + 512; i++) {
      sum += tar[i] & 0xff;
    }
    System.arraycopy(Packed.utf8("%06o\0 ".formatted(sum)), 0, tar, header + 148, 8);
    return tar;
  }

  private static byte[] overwritten(int at) {
    byte[] tar = GOOD.clone();
    Arrays.fill(tar, at, at + 20, (byte) 'z');
    return tar;
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] damaged = bytes.clone();
    damaged[at] ^= 0x55;
    return damaged;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
