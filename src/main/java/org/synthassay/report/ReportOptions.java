package org.synthassay.report;

import java.io.Serializable;

/** What of the images the results may show: ids often carry patient names. */
public record ReportOptions(Ids ids, boolean thumbnails) implements Serializable {

  /** How ids stand in tables and the report. */
  public enum Ids {
    FULL,
    /** SHA-256 with a salt of the run that is not kept. */
    HASHED
  }
}
