package org.synthassay.input;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file's rows behind its header, streamed, unpacked where it is a gzip: quoted line breaks,
 * any line ending, blank lines passed over; a short row's missing fields are blank.
 */
public final class CsvTable implements Iterator<CsvTable.Line>, Closeable {
  private static final int MARK = 4;
  private static final String SEPARATORS = ",;\t|";

  /** A field that is longer is a quote that was never closed, or no CSV. */
  private static final int MOST_LETTERS = 1 << 20;

  /** Stands for bytes that are no text: Unicode has no such character. */
  private static final char NO_TEXT = '\uFDD0';

  private final String name;
  private final CsvOptions options;
  private final BufferedReader in;
  private final List<String> header;
  private char separator;
  private int line = 1;
  private @Nullable Line upcoming;

  /**
   * One row.
   *
   * @param number of the line it begins in, from 1
   */
  public record Line(int number, List<String> fields) {}

  /**
   * Reads the header.
   *
   * @param name of the file, for messages
   * @throws CsvException where there is none
   */
  public CsvTable(String name, InputStream bytes, CsvOptions options) throws IOException {
    this.name = name;
    this.options = options;
    this.in = reader(unpacked(bytes), options.encoding());
    Character told = options.separator();
    separator = told == null ? guessed() : told;
    Line first = read();
    if (first == null) {
      throw new CsvException(name + ": has no header, it is empty");
    }
    header = first.fields().stream().map(String::strip).toList();
    upcoming = checked(read());
  }

  /** The columns' names. */
  public List<String> header() {
    return header;
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public Line next() {
    Line row = upcoming;
    if (row == null) {
      throw new NoSuchElementException();
    }
    upcoming = checked(read());
    return row;
  }

  private @Nullable Line checked(@Nullable Line row) {
    if (row == null) {
      return null;
    }
    int wide = header.size();
    List<String> fields = row.fields();
    if (fields.stream().skip(wide).anyMatch(field -> !field.isBlank())) {
      throw new CsvException(
          "%s:%d: has %d fields, the header %d: look at separator and quote of the manifest"
              .formatted(name, row.number(), fields.size(), wide));
    }
    List<String> whole = new ArrayList<>(fields.subList(0, Math.min(wide, fields.size())));
    while (whole.size() < wide) {
      whole.add("");
    }
    return new Line(row.number(), whole);
  }

  /** The next row that is not blank, or null at the end. */
  private @Nullable Line read() {
    try {
      while (true) {
        int begin = line;
        List<String> fields = fields();
        if (fields == null) {
          in.close();
          return null;
        }
        if (fields.size() > 1 || !fields.get(0).isBlank()) {
          return new Line(begin, fields);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** The next character, which stands in {@code line}; −1 at the end. */
  private int letter() throws IOException {
    int letter = in.read();
    if (letter == NO_TEXT) {
      throw new CsvException(
          "%s:%d: holds bytes that are no %s: name its encoding"
              .formatted(name, line, options.encoding() == null ? "UTF-8" : options.encoding()));
    }
    return letter;
  }

  private @Nullable List<String> fields() throws IOException {
    int next = letter();
    if (next < 0) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    while (true) {
      if (isQuote(next) && field.isEmpty()) {
        quoted(field);
        next = letter();
      } else if (next == separator) {
        fields.add(field.toString());
        field.setLength(0);
        next = letter();
      } else if (next < 0 || isLineBreak(next)) {
        fields.add(field.toString());
        return fields;
      } else {
        if (field.length() == MOST_LETTERS) {
          throw new CsvException(
              "%s:%d: has a field of more than %,d letters: it is no CSV, or its separator is another"
                  .formatted(name, line, MOST_LETTERS));
        }
        field.append((char) next);
        next = letter();
      }
    }
  }

  /** Reads up to the closing quote; a doubled one is a quote in the text. */
  private void quoted(StringBuilder field) throws IOException {
    int begin = line;
    while (true) {
      int next = letter();
      if (next < 0 || field.length() == MOST_LETTERS) {
        throw new CsvException(
            "%s:%d: opens a quote that is never closed: look at quote of the manifest"
                .formatted(name, begin));
      }
      if (isQuote(next)) {
        in.mark(1);
        if (!isQuote(in.read())) {
          in.reset();
          return;
        }
      } else {
        isLineBreak(next);
      }
      field.append((char) next);
    }
  }

  private boolean isQuote(int letter) {
    Character quote = options.quote();
    return quote != null && letter == quote;
  }

  /** Takes the second half of a line break with the first, and counts it. */
  private boolean isLineBreak(int letter) throws IOException {
    if (letter == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    boolean ends = letter == '\r' || letter == '\n';
    line += ends ? 1 : 0;
    return ends;
  }

  private char guessed() throws IOException {
    int most = 1 << 16;
    in.mark(most);
    int[] seen = new int[SEPARATORS.length()];
    boolean inside = false;
    for (int i = 0; i < most - 1; i++) {
      int letter = in.read();
      inside ^= isQuote(letter);
      if (letter < 0 || (!inside && (letter == '\n' || letter == '\r'))) {
        break;
      }
      int known = SEPARATORS.indexOf(letter);
      if (!inside && known >= 0) {
        seen[known]++;
      }
    }
    in.reset();
    int best = 0;
    for (int i = 1; i < seen.length; i++) {
      best = seen[i] > seen[best] ? i : best;
    }
    return SEPARATORS.charAt(best);
  }

  /** Once: a gzip in a gzip is no table. */
  private static BufferedInputStream unpacked(InputStream bytes) throws IOException {
    BufferedInputStream in = new BufferedInputStream(bytes, 1 << 16);
    return begins(start(in), 0x1F, 0x8B)
        ? new BufferedInputStream(new GZIPInputStream(in), 1 << 16)
        : in;
  }

  private static byte[] start(BufferedInputStream in) throws IOException {
    in.mark(MARK);
    byte[] start = in.readNBytes(MARK);
    in.reset();
    return start;
  }

  private static BufferedReader reader(BufferedInputStream in, @Nullable String encoding)
      throws IOException {
    byte[] start = start(in);
    Charset marked = null;
    if (begins(start, 0xEF, 0xBB, 0xBF)) {
      in.skipNBytes(3);
      marked = StandardCharsets.UTF_8;
    } else if (begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF)) {
      in.skipNBytes(2);
      marked = start[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    } else if (encoding != null) {
      marked = Charset.forName(encoding);
    } else if (start.length == MARK && start[1] == 0 && start[0] != 0) {
      marked = StandardCharsets.UTF_16LE;
    } else if (start.length == MARK && start[0] == 0 && start[1] != 0) {
      marked = StandardCharsets.UTF_16BE;
    }
    Charset charset = marked == null ? StandardCharsets.UTF_8 : marked;
    return new BufferedReader(
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .replaceWith(String.valueOf(NO_TEXT))
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
        1 << 16);
  }

  private static boolean begins(byte[] start, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (i >= start.length || (start[i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
