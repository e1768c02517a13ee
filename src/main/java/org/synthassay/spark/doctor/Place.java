package org.synthassay.spark.doctor;

import java.io.Serializable;

/**
 * A path that an audit needs.
 *
 * @param key of the configuration
 * @param uri on any Hadoop file system; for inputs a folder or file, without wildcards
 */
public record Place(String key, String uri, Access access) implements Serializable {

  /** What is done there. */
  public enum Access {
    READ,
    /** A network, which Spark brings to the executors. */
    READ_BY_DRIVER,
    WRITE
  }
}
