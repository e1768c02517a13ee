package org.synthassay.image;

import java.util.Arrays;
import org.synthassay.image.JpegScans.Blocks;
import org.synthassay.image.Rejected.Reason;

/**
 * Which coefficients of a progressive JPEG are not zero so far: refining scans hold a bit for each
 * of those (ITU-T T.81, G.1.2).
 */
final class JpegProgress {
  private static final int LAST = 63;

  /** By component and block: a bit for each coefficient. */
  private final long[][] nonZero;

  JpegProgress(int components) {
    nonZero = new long[components][0];
  }

  void reserve(int component, int blocks) {
    if (nonZero[component].length < blocks) {
      nonZero[component] = Arrays.copyOf(nonZero[component], blocks);
    }
  }

  /** The first scan of coefficients {@code first} to {@code last}. */
  Blocks first(int first, int last, JpegHuffman table) {
    return new Coefficients(first, last, table) {
      @Override
      void codes(JpegBits bits, int component, int index) {
        for (int k = first; k <= last; k++) {
          int symbol = table.next(bits);
          int run = symbol >> 4;
          if ((symbol & 15) == 0 && run < 15) {
            blocksWithout = run(bits, run) - 1;
            return;
          }
          k += run;
          if ((symbol & 15) != 0) {
            nonZero[component][index] |= bit(k);
          }
        }
      }

      @Override
      void without(JpegBits bits, int component, int index) {}
    };
  }

  /** A later scan of them, a bit more each. */
  Blocks refining(int first, int last, JpegHuffman table) {
    return new Coefficients(first, last, table) {
      @Override
      void codes(JpegBits bits, int component, int index) {
        int k = first;
        while (k <= last) {
          int symbol = table.next(bits);
          int run = symbol >> 4;
          if ((symbol & 15) == 0 && run < 15) {
            blocksWithout = run(bits, run) - 1;
            refine(bits, component, index, k);
            return;
          }
          k = pass(bits, component, index, k, run);
          if ((symbol & 15) != 0) {
            nonZero[component][index] |= bit(k);
          }
          k++;
        }
      }

      /** Passes {@code zeros} zeros, refining what lies between; the index of the next zero. */
      private int pass(JpegBits bits, int component, int index, int from, int zeros) {
        int left = zeros;
        int k = from;
        for (; k <= last; k++) {
          if ((nonZero[component][index] & bit(k)) != 0) {
            bits.skip(1);
          } else if (--left < 0) {
            break;
          }
        }
        return k;
      }

      @Override
      void without(JpegBits bits, int component, int index) {
        refine(bits, component, index, first);
      }

      private void refine(JpegBits bits, int component, int index, int from) {
        pass(bits, component, index, from, LAST + 1);
      }
    };
  }

  private static int run(JpegBits bits, int width) {
    return (1 << width) + (width == 0 ? 0 : bits.take(width));
  }

  private static long bit(int k) {
    if (k > LAST) {
      throw new RejectedException(
          Reason.UNDECODABLE, "JPEG has a block of more than 64 coefficients");
    }
    return 1L << k;
  }

  /** A scan of coefficients behind the first, in which runs of blocks may hold none. */
  private abstract static class Coefficients implements Blocks {
    final int first;
    final int last;
    final JpegHuffman table;
    int blocksWithout;

    Coefficients(int first, int last, JpegHuffman table) {
      this.first = first;
      this.last = Math.min(LAST, last);
      this.table = table;
    }

    abstract void codes(JpegBits bits, int component, int index);

    abstract void without(JpegBits bits, int component, int index);

    @Override
    public void next(JpegBits bits, int component, int index) {
      if (blocksWithout > 0) {
        blocksWithout--;
        without(bits, component, index);
      } else {
        codes(bits, component, index);
      }
    }

    @Override
    public void restart() {
      blocksWithout = 0;
    }
  }
}
