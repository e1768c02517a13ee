package org.synthassay.spatial;

/** Features that are asked for together: the elements of {@code spatial.features}. */
public enum FeatureGroup {
  /** Those of Fan, Bang and Bonomi (2024). */
  CLASSIC,
  /** Moments and entropy of the grey levels. */
  INTENSITY,
  /** Moments of hue, saturation and value (Stricker &amp; Orengo 1995); none for grey images. */
  COLOUR
}
