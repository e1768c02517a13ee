package org.synthassay.shard;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** The members still to be read from one shard; those that never come are reported one by one. */
final class PendingMembers {
  private final ShardFile file;
  private final Set<String> members;

  PendingMembers(ShardFile file, Set<String> members) {
    this.file = file;
    this.members = new LinkedHashSet<>(members);
  }

  boolean holds(String member) {
    return members.contains(member);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  Encoded found(String member, byte[] content) {
    members.remove(member);
    return Encoded.of(member, content);
  }

  Encoded rejected(String member, Rejected reason) {
    members.remove(member);
    return Encoded.rejected(member, reason);
  }

  /** Reads {@code wanted} from {@code opener}'s source, which calls back what it found. */
  Cursor<Encoded> read(Cursor.Opener<Encoded> opener) {
    return new Cursor<>(new ShardPosition(file.name(), "", 0), opener, this::missing);
  }

  private Iterator<Encoded> missing(@Nullable Rejected fault) {
    return new ArrayList<>(members)
        .stream().map(member -> Encoded.rejected(member, reason(member, fault))).iterator();
  }

  private Rejected reason(String member, @Nullable Rejected fault) {
    return fault != null
        ? fault
        : new Rejected(
            Reason.UNREADABLE,
            file.name()
                + ": entry '"
                + ShardPosition.printable(member)
                + "' is no longer in the shard");
  }
}
