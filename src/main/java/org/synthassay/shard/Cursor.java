package org.synthassay.shard;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;

/**
 * What comes out of a shard, one by one: never throws for a bad shard, only where its store fails,
 * and closes it at the end.
 *
 * <p>A failure of the reader becomes the rows that {@link Tail} makes of it.
 */
public final class Cursor<T> implements Iterator<T>, AutoCloseable {

  /** A reader of one shard. */
  interface Source<T> extends Closeable {
    /** The next row, or null at the end. */
    @Nullable T next() throws IOException;

    /** Where it stands, for messages. */
    ShardPosition place();
  }

  /** Opens a reader; fails where the shard is not what its name says. */
  interface Opener<T> {
    Source<T> open() throws IOException;
  }

  /** The last rows, of a reader that failed, or of one that ended well (null). */
  interface Tail<T> {
    Iterator<T> after(@Nullable Rejected fault);
  }

  private final ShardPosition start;
  private final Opener<T> opener;
  private final Tail<T> tail;
  private @Nullable Source<T> source;
  private @Nullable Iterator<T> rest;
  private @Nullable T next;

  Cursor(ShardPosition start, Opener<T> opener, Tail<T> tail) {
    this.start = start;
    this.opener = opener;
    this.tail = tail;
  }

  static <T> Cursor<T> of(List<T> rows) {
    return new Cursor<>(new ShardPosition("", "", 0), NoSource::new, fault -> rows.iterator());
  }

  /** A listing: a failure is one rejected row for the shard. */
  static Cursor<Listed> listing(ShardFile file, Opener<Listed> opener) {
    return new Cursor<>(
        new ShardPosition(file.name(), "", 0),
        opener,
        fault ->
            fault == null
                ? Collections.emptyIterator()
                : List.of(Listed.rejected("", -1, fault)).iterator());
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    T found = next;
    next = null;
    return found;
  }

  private @Nullable T advance() {
    if (rest == null) {
      try {
        if (source == null) {
          source = opener.open();
        }
        T row = source.next();
        if (row != null) {
          return row;
        }
        rest = tail.after(null);
      } catch (IOException | RuntimeException e) {
        // Decoders throw what they like on hostile bytes; all of it means that the shard is bad.
        ShardPosition place = source == null ? start : source.place();
        try {
          rest = tail.after(place.rejected(e));
        } catch (StoreException store) {
          close();
          throw store;
        }
      }
      close();
    }
    return rest.hasNext() ? rest.next() : null;
  }

  @Override
  public void close() {
    Source<T> open = source;
    source = null;
    if (rest == null) {
      rest = Collections.emptyIterator();
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException ignored) {
        // Everything wanted was read: a stream that fails to close loses nothing.
      }
    }
  }

  private record NoSource<T>() implements Source<T> {
    @Override
    public @Nullable T next() {
      return null;
    }

    @Override
    public ShardPosition place() {
      return new ShardPosition("", "", 0);
    }

    @Override
    public void close() {}
  }
}
