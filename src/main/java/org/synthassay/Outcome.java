package org.synthassay;

/** How a command ended when nothing went wrong in it. */
public enum Outcome {
  DONE(0),
  /** Everything is written, but a score broke a limit that the configuration sets. */
  GATE_FAILED(3),
  /** Nothing was to be done but to look, and an audit would fail. */
  NOT_FIT(2);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
