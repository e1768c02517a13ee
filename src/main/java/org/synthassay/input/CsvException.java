package org.synthassay.input;

/** A CSV file is not written as it is said to be; the message names file and line. */
public final class CsvException extends RuntimeException {
  CsvException(String message) {
    super(message);
  }
}
