package org.synthassay.image;

/**
 * What a file says of itself, read from its first bytes without decoding.
 *
 * @param depth bits a channel
 * @param channels palette and alpha expanded: 1 grey, 2 grey and alpha, 3 colour, 4 colour and
 *     alpha
 */
record Header(int width, int height, int depth, int channels) {
  Header {
    if (width < 1 || height < 1) {
      throw new RejectedException(
          Rejected.Reason.UNDECODABLE,
          "claims "
              + Integer.toUnsignedString(width)
              + "×"
              + Integer.toUnsignedString(height)
              + " pixels; both sides must be 1 to "
              + Integer.MAX_VALUE);
    }
  }

  long pixels() {
    return (long) width * height;
  }

  boolean isGrey() {
    return channels <= 2;
  }

  boolean hasAlpha() {
    return channels == 2 || channels == 4;
  }
}
