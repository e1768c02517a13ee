package org.synthassay.image;

/** Which channels an image keeps: as found, or forced to one. */
public enum Colour {
  /** One channel, or R = G = B everywhere, is grey; anything else is colour. */
  AUTO,
  GREY,
  RGB
}
