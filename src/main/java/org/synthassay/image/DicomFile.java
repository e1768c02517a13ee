package org.synthassay.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/**
 * The image elements of a DICOM Part 10 file; nested data sets are walked past. Ends inside an
 * element: a {@code BufferUnderflowException} or {@code IllegalArgumentException}, as from buffers.
 */
final class DicomFile {
  static final int TRANSFER_SYNTAX = 0x00020010;
  private static final int PIXEL_DATA = 0x7FE00010;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int PREAMBLE = 128;
  private static final int MAX_DEPTH = 16;
  private static final Set<String> LONG_FORMS =
      Set.of("OB", "OW", "OF", "OD", "OL", "OV", "SQ", "UC", "UR", "UT", "UN", "SV", "UV");

  private final ByteBuffer in;
  private final Map<Integer, ByteBuffer> values = new HashMap<>();
  private boolean explicit = true;
  private @Nullable ByteBuffer pixels;
  private boolean encapsulated;

  private DicomFile(ByteBuffer in) {
    this.in = in;
  }

  static boolean isDicom(byte[] file) {
    return file.length >= PREAMBLE + 4
        && new String(file, PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM");
  }

  static DicomFile parse(byte[] file) throws DicomException {
    if (!isDicom(file)) {
      throw new DicomException(Reason.UNDECODABLE, "is no DICOM file: DICM is not at byte 128");
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(PREAMBLE + 4);
    DicomFile parsed = new DicomFile(in);
    parsed.readMeta();
    String syntax = parsed.text(TRANSFER_SYNTAX).orElse("1.2.840.10008.1.2");
    parsed.explicit = !syntax.equals("1.2.840.10008.1.2");
    if (syntax.equals("1.2.840.10008.1.2.1.99")) {
      throw DicomException.unsupported("is deflated as a whole");
    }
    if (syntax.equals("1.2.840.10008.1.2.2")) {
      in.order(ByteOrder.BIG_ENDIAN);
    }
    parsed.readElements(0);
    return parsed;
  }

  /** Group 2 is explicit little endian whatever follows. */
  private void readMeta() throws DicomException {
    while (in.remaining() >= 8 && in.getShort(in.position()) == 2) {
      int tag = tag();
      long length = length(vr(), tag);
      values.put(tag, slice(length));
    }
  }

  private void readElements(int depth) throws DicomException {
    if (depth > MAX_DEPTH) {
      throw new DicomException(Reason.UNDECODABLE, "nests deeper than " + MAX_DEPTH);
    }
    while (in.hasRemaining() && pixels == null) {
      int tag = tag();
      if (tag == ITEM_END || tag == SEQUENCE_END) {
        in.getInt();
        return;
      }
      String vr = explicit ? vr() : "";
      long length = length(vr, tag);
      if (tag == PIXEL_DATA && depth == 0) {
        encapsulated = length == UNDEFINED;
        pixels = encapsulated ? fragments() : slice(length);
      } else if (length == UNDEFINED) {
        readItems(vr.equals("UN"), depth);
      } else {
        ByteBuffer value = slice(length);
        if (depth == 0) {
          values.put(tag, value);
        }
      }
    }
  }

  /** A sequence of unknown length; one of an unknown kind is implicit inside. */
  private void readItems(boolean implicitInside, int depth) throws DicomException {
    boolean outside = explicit;
    explicit = outside && !implicitInside;
    for (int tag = tag(); tag != SEQUENCE_END; tag = tag()) {
      long length = in.getInt() & UNDEFINED;
      if (tag != ITEM) {
        throw new DicomException(Reason.UNDECODABLE, "has a sequence without items");
      }
      if (length == UNDEFINED) {
        readElements(depth + 1);
      } else {
        slice(length);
      }
    }
    in.getInt();
    explicit = outside;
  }

  /** The fragments of one frame, joined; the first item is a table of offsets. */
  private ByteBuffer fragments() throws DicomException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    boolean table = true;
    while (in.hasRemaining()) {
      int tag = tag();
      if (tag == SEQUENCE_END) {
        return ByteBuffer.wrap(frame.toByteArray());
      }
      if (tag != ITEM) {
        throw new DicomException(Reason.UNDECODABLE, "has pixel data without items");
      }
      ByteBuffer item = slice(in.getInt() & UNDEFINED);
      if (!table) {
        frame.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
      }
      table = false;
    }
    throw new DicomException(Reason.TRUNCATED, "ends inside its pixel data");
  }

  private int tag() {
    return (in.getShort() & 0xffff) << 16 | (in.getShort() & 0xffff);
  }

  private String vr() throws DicomException {
    String vr = "" + (char) in.get() + (char) in.get();
    if (!vr.matches("[A-Z]{2}")) {
      throw new DicomException(Reason.UNDECODABLE, "has no value type at byte " + in.position());
    }
    return vr;
  }

  private long length(String vr, int tag) {
    if (vr.isEmpty() || tag == ITEM) {
      return in.getInt() & UNDEFINED;
    }
    if (LONG_FORMS.contains(vr)) {
      in.getShort();
      return in.getInt() & UNDEFINED;
    }
    return in.getShort() & 0xffff;
  }

  private ByteBuffer slice(long length) throws DicomException {
    if (length > in.remaining()) {
      String what = "ends %d bytes before an element that claims %d bytes does";
      throw new DicomException(Reason.TRUNCATED, what.formatted(length - in.remaining(), length));
    }
    ByteBuffer value = in.slice(in.position(), (int) length).order(in.order());
    in.position(in.position() + (int) length);
    return value;
  }

  boolean has(int tag) {
    return values.containsKey(tag);
  }

  boolean isEncapsulated() {
    return encapsulated;
  }

  /** Pixel data, in the file's byte order; one frame's fragments where encapsulated. */
  ByteBuffer pixels() throws DicomException {
    if (pixels == null) {
      throw new DicomException(Reason.UNDECODABLE, "has no pixel data");
    }
    return pixels.duplicate().order(pixels.order());
  }

  Optional<String> text(int tag) {
    return Optional.ofNullable(values.get(tag))
        .map(value -> StandardCharsets.ISO_8859_1.decode(value.duplicate()).toString())
        .map(text -> text.replace('\0', ' ').strip())
        .filter(text -> !text.isEmpty());
  }

  /** An unsigned 16-bit element. */
  Optional<Integer> number(int tag) {
    return Optional.ofNullable(values.get(tag))
        .filter(value -> value.remaining() >= 2)
        .map(value -> value.getShort(value.position()) & 0xffff);
  }

  /** The first of a decimal string's values. */
  Optional<Double> decimal(int tag) throws DicomException {
    Optional<String> text = text(tag).map(values -> values.split("\\\\")[0].strip());
    try {
      return text.filter(value -> !value.isEmpty()).map(Double::valueOf);
    } catch (NumberFormatException e) {
      throw new DicomException(
          Reason.UNDECODABLE, "has the bad number '%s' in %08X".formatted(text.get(), tag));
    }
  }
}
