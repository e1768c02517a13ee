package org.synthassay.spark.listing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 128 bits of an encoded image's SHA-256: equal bytes, equal digest. */
public final class ContentDigest {
  private static final int BYTES = 16;

  private ContentDigest() {}

  /** As 32 hex digits. */
  public static String of(byte[] content) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(whole, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
