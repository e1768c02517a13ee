package org.synthassay.shard;

import org.jspecify.annotations.Nullable;

/** A row as a member's name: its number, zero-padded to 12, and its path behind a slash, if any. */
record RowName(long row, String text) {

  static RowName of(long row, @Nullable String path) {
    String number = "%012d".formatted(row);
    return new RowName(row, path == null ? number : number + "/" + ShardPosition.printable(path));
  }

  /** Row −1 where the text is no row's name. */
  static RowName parse(String text) {
    int slash = text.indexOf('/');
    String number = slash < 0 ? text : text.substring(0, slash);
    return new RowName(number.matches("\\d{12,18}") ? Long.parseLong(number) : -1, text);
  }
}
