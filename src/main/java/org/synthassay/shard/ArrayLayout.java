package org.synthassay.shard;

/** What one array of an .npz holds. */
public enum ArrayLayout {
  /** Images as {@link #IMAGES}; refused where the last length is 3 or 4, which may be channels. */
  AUTO,
  /** Many: N×H×W, or N×H×W×C. */
  IMAGES,
  /** One: H×W, or H×W×C. */
  PICTURE
}
