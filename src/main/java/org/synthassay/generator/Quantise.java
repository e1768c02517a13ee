package org.synthassay.generator;

/** How a network's values become bytes. */
public enum Quantise {
  /** clamp(v/2 + ½, 0, 1)·255, half to even: diffusers. */
  ROUND,
  /** The same, truncated: Medfusion. */
  TRUNCATE,
  /** clamp(v·127.5 + 128, 0, 255), truncated: StyleGAN. */
  TRUNCATE_128;

  byte of(float value) {
    double v = value;
    return switch (this) {
      case ROUND -> (byte) (int) Math.rint(unit(v));
      case TRUNCATE -> (byte) (int) unit(v);
      case TRUNCATE_128 -> (byte) (int) Math.min(Math.max(v * 127.5 + 128, 0), 255);
    };
  }

  private static double unit(double v) {
    return Math.min(Math.max(v / 2 + 0.5, 0), 1) * 255;
  }
}
