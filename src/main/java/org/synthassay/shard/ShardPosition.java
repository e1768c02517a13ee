package org.synthassay.shard;

import java.io.IOException;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/**
 * Where in a shard something is wrong: what every message names.
 *
 * @param entry the member, or empty for the shard itself
 * @param offset byte in the shard, of the expanded stream where it is compressed as a whole
 */
record ShardPosition(String shard, String entry, long offset) {
  private static final int MAX_SHOWN = 200;

  ShardPosition at(String otherEntry, long otherOffset) {
    return new ShardPosition(shard, otherEntry, otherOffset);
  }

  Rejected rejected(Reason code, String what) {
    String named = entry.isEmpty() ? "" : "entry '" + printable(entry) + "' ";
    return new Rejected(code, shard + ": " + named + "at byte " + offset + " " + what);
  }

  /**
   * What an exception from a reader means: a limit was met, or bytes are bad.
   *
   * @throws StoreException where the store failed: that says nothing of the bytes
   */
  Rejected rejected(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException store) {
        throw store;
      }
      if (cause instanceof ShardFault fault) {
        return rejected(fault.code(), message(fault));
      }
    }
    String kind = failure instanceof IOException ? "" : failure.getClass().getSimpleName() + ": ";
    return rejected(Reason.BAD_ARCHIVE, "is damaged: " + kind + message(failure));
  }

  private static String message(Exception failure) {
    String text = failure.getMessage();
    return printable(text == null ? failure.getClass().getSimpleName() : text);
  }

  /** Text from a hostile file, fit for a terminal and of bounded length. */
  static String printable(String text) {
    String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return cut.replaceAll("[\\p{Cntrl}]", "?");
  }
}
