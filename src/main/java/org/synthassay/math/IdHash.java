package org.synthassay.math;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** The seeded hash of an id, which orders samples and places windows on any cluster alike. */
public final class IdHash {
  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();

  private IdHash() {}

  /** XXH64 of the id's UTF-8 bytes; all 64 bits are used, so compare as signed longs. */
  public static long of(String id, long seed) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    return XXH64.hash(utf8, 0, utf8.length, seed);
  }
}
