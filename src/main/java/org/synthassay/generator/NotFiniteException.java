package org.synthassay.generator;

/** A network gave NaN or infinity: names the image and where it happened. */
public final class NotFiniteException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotFiniteException(long number, String where) {
    super("image " + number + ": the network gave NaN or infinity " + where);
  }
}
