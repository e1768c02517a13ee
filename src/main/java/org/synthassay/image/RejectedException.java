package org.synthassay.image;

/** Carries a rejection out of a header reader; never leaves the package. */
@SuppressWarnings("serial")
final class RejectedException extends RuntimeException {
  private final Rejected rejected;

  RejectedException(Rejected.Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.rejected = new Rejected(reason, sentence);
  }

  Rejected rejected() {
    return rejected;
  }
}
