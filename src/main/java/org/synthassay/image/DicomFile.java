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

  /** Both kinds of functional groups, and what shows grey values inside them. */
  private static final Set<Integer> GROUPS = Set.of(0x52009229, 0x52009230, 0x00289132, 0x00289145);

  private static final Set<Integer> SHOWN =
      Set.of(0x00281050, 0x00281051, 0x00281052, 0x00281053, 0x00281056, 0x00283010);
  private static final Set<String> TYPES =
      Set.of(
          "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL",
          "SS", "ST", "TM", "UI", "UL", "US");
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
    return start(file) >= 0;
  }

  /** Where the first element is: behind preamble and prefix, or at once; −1: no DICOM file. */
  private static int start(byte[] file) {
    for (int at : new int[] {PREAMBLE, 0}) {
      if (file.length >= at + 4
          && new String(file, at, 4, StandardCharsets.US_ASCII).equals("DICM")) {
        return at + 4;
      }
    }
    return startsWithElement(file) ? 0 : -1;
  }

  /** Group 2 or 8, little endian, and a value type or a length that the file can hold. */
  private static boolean startsWithElement(byte[] file) {
    boolean group = file.length > 132 && (file[0] == 2 || file[0] == 8) && file[1] == 0;
    if (!group || file[3] != 0) {
      return false;
    }
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    return hasType(file) || length >= 0 && length < Math.min(1 << 16, file.length);
  }

  private static boolean hasType(byte[] file) {
    String type = new String(file, 4, 2, StandardCharsets.US_ASCII);
    return TYPES.contains(type) || LONG_FORMS.contains(type);
  }

  static DicomFile parse(byte[] file) {
    int start = start(file);
    if (start < 0) {
      throw new RejectedException(Reason.UNDECODABLE, "is no DICOM file: DICM is not at byte 128");
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(start);
    DicomFile parsed = new DicomFile(in);
    parsed.readMeta();
    // A bare data set does not name its syntax: its first element shows whether types are told.
    boolean bareExplicit = start == 0 && file[0] == 8 && hasType(file);
    String syntax =
        parsed
            .text(TRANSFER_SYNTAX)
            .orElse(bareExplicit ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2");
    parsed.explicit = !syntax.equals("1.2.840.10008.1.2");
    if (syntax.equals("1.2.840.10008.1.2.1.99")) {
      throw DicomFile.unsupported("is deflated as a whole");
    }
    if (syntax.equals("1.2.840.10008.1.2.2")) {
      in.order(ByteOrder.BIG_ENDIAN);
    }
    parsed.readElements(0, false);
    return parsed;
  }

  /** Group 2 is explicit little endian whatever follows. */
  private void readMeta() {
    while (in.remaining() >= 8 && in.getShort(in.position()) == 2) {
      int tag = tag();
      long length = length(vr(), tag);
      values.put(tag, slice(length));
    }
  }

  /**
   * @param grouped inside functional groups, where windows and rescale of enhanced files are
   */
  private void readElements(int depth, boolean grouped) {
    if (depth > MAX_DEPTH) {
      throw new RejectedException(Reason.UNDECODABLE, "nests deeper than " + MAX_DEPTH);
    }
    while (in.hasRemaining() && pixels == null) {
      int tag = tag();
      if (tag == ITEM_END || tag == SEQUENCE_END) {
        in.getInt();
        return;
      }
      String vr = explicit ? vr() : "";
      long length = length(vr, tag);
      boolean inside = GROUPS.contains(tag) && (depth == 0 || grouped);
      if (tag == PIXEL_DATA && depth == 0) {
        encapsulated = length == UNDEFINED;
        pixels = encapsulated ? fragments() : slice(length);
      } else if (length == UNDEFINED) {
        readItems(vr.equals("UN"), depth, inside);
      } else if (inside) {
        readSized(length, vr.equals("UN"), depth);
      } else {
        ByteBuffer value = slice(length);
        if (depth == 0) {
          values.put(tag, value);
        } else if (grouped && SHOWN.contains(tag)) {
          values.putIfAbsent(tag, value);
        }
      }
    }
  }

  /** A functional group's sequence of known length. */
  private void readSized(long length, boolean implicitInside, int depth) {
    int end = in.position() + slice(length).remaining();
    int limit = in.limit();
    boolean outside = explicit;
    in.position(end - (int) length).limit(end);
    explicit = outside && !implicitInside;
    while (in.hasRemaining()) {
      readItem(tag(), depth, true);
    }
    in.limit(limit);
    explicit = outside;
  }

  /** A sequence of unknown length; one of an unknown kind is implicit inside. */
  private void readItems(boolean implicitInside, int depth, boolean grouped) {
    boolean outside = explicit;
    explicit = outside && !implicitInside;
    for (int tag = tag(); tag != SEQUENCE_END; tag = tag()) {
      readItem(tag, depth, grouped);
    }
    in.getInt();
    explicit = outside;
  }

  private void readItem(int tag, int depth, boolean grouped) {
    long length = in.getInt() & UNDEFINED;
    if (tag != ITEM) {
      throw new RejectedException(Reason.UNDECODABLE, "has a sequence without items");
    }
    if (length == UNDEFINED) {
      readElements(depth + 1, grouped);
    } else if (grouped) {
      int limit = in.limit();
      int end = in.position() + slice(length).remaining();
      in.position(end - (int) length).limit(end);
      readElements(depth + 1, true);
      in.limit(limit).position(end);
    } else {
      slice(length);
    }
  }

  /** The fragments of one frame, joined; the first item is a table of offsets. */
  private ByteBuffer fragments() {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    boolean table = true;
    while (in.hasRemaining()) {
      int tag = tag();
      if (tag == SEQUENCE_END) {
        return ByteBuffer.wrap(frame.toByteArray());
      }
      if (tag != ITEM) {
        throw new RejectedException(Reason.UNDECODABLE, "has pixel data without items");
      }
      ByteBuffer item = slice(in.getInt() & UNDEFINED);
      if (!table) {
        frame.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
      }
      table = false;
    }
    throw new RejectedException(Reason.TRUNCATED, "ends inside its pixel data");
  }

  private int tag() {
    return (in.getShort() & 0xffff) << 16 | (in.getShort() & 0xffff);
  }

  private String vr() {
    String vr = "" + (char) in.get() + (char) in.get();
    if (!vr.matches("[A-Z]{2}")) {
      throw new RejectedException(Reason.UNDECODABLE, "has no value type at byte " + in.position());
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

  private ByteBuffer slice(long length) {
    if (length > in.remaining()) {
      String what = "ends %d bytes before an element that claims %d bytes does";
      throw new RejectedException(
          Reason.TRUNCATED, what.formatted(length - in.remaining(), length));
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
  ByteBuffer pixels() {
    if (pixels == null) {
      throw new RejectedException(Reason.UNDECODABLE, "has no pixel data");
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
  Optional<Double> decimal(int tag) {
    Optional<String> text = text(tag).map(values -> values.split("\\\\")[0].strip());
    try {
      Optional<Double> number = text.filter(value -> !value.isEmpty()).map(Double::valueOf);
      if (number.isPresent() && !Double.isFinite(number.get())) {
        throw new NumberFormatException();
      }
      return number;
    } catch (NumberFormatException e) {
      throw new RejectedException(
          Reason.UNDECODABLE, "has the bad number '%s' in %08X".formatted(text.get(), tag));
    }
  }

  /** A form that is not read, with what to do about it. */
  static RejectedException unsupported(String what) {
    return new RejectedException(
        Reason.UNSUPPORTED_FORMAT, what + ": convert it with dcmdjpeg, gdcmconv --raw or dcm2img");
  }
}
