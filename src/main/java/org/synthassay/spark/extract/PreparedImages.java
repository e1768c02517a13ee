package org.synthassay.spark.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Decoded;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;
import org.synthassay.image.Prepare;
import org.synthassay.image.Rejected;
import org.synthassay.math.Compared;
import org.synthassay.spark.extract.SampledImages.Fetched;
import org.synthassay.spark.listing.ListingRow;

/** Fetched images, decoded once each and prepared window by window; the taker closes the pixels. */
final class PreparedImages implements Iterator<PreparedImages.Prepared>, AutoCloseable {
  private final SampledImages images;
  private final Limits limits;
  private final Compared<Prepare> prepare;
  private final Deque<Prepared> ready = new ArrayDeque<>();

  /** An image on its way: pixels, or the reason why there are none. */
  record Prepared(SampledImage image, Decoded decoded) {}

  PreparedImages(SampledImages images, Limits limits, Compared<Prepare> prepare) {
    this.images = images;
    this.limits = limits;
    this.prepare = prepare;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && images.hasNext()) {
      take(images.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public Prepared next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(Fetched fetched) {
    // One file may stand in both sets, which may be prepared differently.
    byte @Nullable [] content = fetched.content();
    fetched.windows().stream()
        .map(image -> content == null ? image : image.read(content))
        .collect(Collectors.groupingBy(image -> image.row().set()))
        .forEach((set, windows) -> take(fetched, set, windows));
  }

  private void take(Fetched fetched, String set, List<SampledImage> windows) {
    byte @Nullable [] content = fetched.content();
    Decoded decoded =
        content == null
            ? Objects.requireNonNull(fetched.rejected())
            : ImageDecoder.decode(content, limits, how(set).options().window());
    if (decoded instanceof Rejected) {
      windows.forEach(image -> ready.add(new Prepared(image, decoded)));
    } else if (decoded instanceof Pixels source) {
      try (source) {
        windows.forEach(image -> ready.add(new Prepared(image, window(image, source))));
      }
    }
  }

  private Prepare how(String set) {
    return set.equals("real") ? prepare.real() : prepare.synthetic();
  }

  private Decoded window(SampledImage image, Pixels source) {
    ListingRow row = image.row();
    return how(row.set()).window(source, row.path(), Math.max(0, row.window()));
  }

  @Override
  public void close() {
    ready.forEach(
        prepared -> {
          if (prepared.decoded() instanceof Pixels pixels) {
            pixels.close();
          }
        });
    ready.clear();
    images.close();
  }
}
