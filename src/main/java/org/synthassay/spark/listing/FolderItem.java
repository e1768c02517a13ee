package org.synthassay.spark.listing;

/**
 * One entry found below a folder.
 *
 * @param relative its path below the folder, as found
 * @param file the full path of what is to be read: where a link leads, with no link in it
 * @param how what is known of it
 * @param why empty, or a sentence that goes with {@code how}
 */
record FolderItem(String relative, String file, long bytes, long modified, How how, String why) {

  /** What an entry is, before its name is looked at. */
  enum How {
    /** A file in its place. */
    FILE,
    /** A file that a link leads to, or that lies below such a link. */
    LINKED,
    /** Part of an earlier run's results. */
    RUN,
    /** A link to a folder whose files have their rows already. */
    SEEN,
    /** Cannot be read. */
    BROKEN
  }

  /** What makes a folder a run's: its files are results, no data. */
  static final String RUN_MARKER = "_synthassay";
}
