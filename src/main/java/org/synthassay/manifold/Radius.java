package org.synthassay.manifold;

/** Which candidates a radius counts. */
public enum Radius {
  /** All other rows. */
  PLAIN,
  /** All rows of other groups. */
  GROUP_AWARE
}
