package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** A file that is an image: one member, with an empty name. */
final class ImageShard implements Layout {

  @Override
  public Cursor<Listed> list(ShardFile file, ShardOptions options) {
    return Cursor.of(
        List.of(
            sizeFault(new ShardPosition(file.name(), "", 0), file.length(), options)
                .map(reason -> Listed.rejected("", file.length(), reason))
                .orElseGet(() -> Listed.image("", file.length()))));
  }

  @Override
  public Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options) {
    PendingMembers wanted = new PendingMembers(file, members);
    return wanted.read(() -> new Reading(file, wanted, options));
  }

  /** Why an encoded image of this length is not read. */
  static Optional<Rejected> sizeFault(ShardPosition place, long bytes, ShardOptions options) {
    long limit = options.limits().maxBytes();
    if (bytes == 0) {
      return Optional.of(place.rejected(Reason.EMPTY, "holds 0 bytes"));
    }
    if (bytes > limit || bytes > Integer.MAX_VALUE - 16) {
      String what = "claims " + bytes + " bytes, limit (max-bytes) is " + limit;
      return Optional.of(place.rejected(Reason.TOO_LARGE, what));
    }
    return Optional.empty();
  }

  private record Reading(ShardFile file, PendingMembers wanted, ShardOptions options)
      implements Cursor.Source<Encoded> {

    @Override
    public @Nullable Encoded next() throws IOException {
      if (!wanted.holds("")) {
        return null;
      }
      Optional<Rejected> fault = sizeFault(place(), file.length(), options);
      if (fault.isPresent()) {
        return wanted.rejected("", fault.get());
      }
      try (InputStream in = new ShardStream(file)) {
        byte[] content = ShardStream.read(in, (int) file.length());
        if (content.length < file.length()) {
          throw new ShardFault(
              Reason.TRUNCATED,
              "ends after " + content.length + " of its " + file.length() + " bytes");
        }
        return wanted.found("", content);
      }
    }

    @Override
    public ShardPosition place() {
      return new ShardPosition(file.name(), "", 0);
    }

    @Override
    public void close() {}
  }
}
