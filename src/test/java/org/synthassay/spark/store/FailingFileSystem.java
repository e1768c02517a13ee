package org.synthassay.spark.store;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under the scheme {@code failing}, on which reads of chosen files fail. */
public final class FailingFileSystem extends RawLocalFileSystem {
  private static final String SCHEME = "failing";
  private static final Map<String, Failure> FAILURES = new ConcurrentHashMap<>();

  /**
   * @param at byte from which on reads fail
   * @param left how many more times
   */
  private record Failure(long at, AtomicInteger left) {}

  /** Makes the scheme known. */
  public static void register(Configuration hadoop) {
    hadoop.set("fs." + SCHEME + ".impl", FailingFileSystem.class.getName());
    FAILURES.clear();
  }

  /** Reads of files of this name fail {@code times} times, from byte {@code at} on. */
  public static void fail(String name, long at, int times) {
    FAILURES.put(name, new Failure(at, new AtomicInteger(times)));
  }

  /** How many failures of a file are still to come. */
  public static int left(String name) {
    return Math.max(0, FAILURES.get(name).left().get());
  }

  public static String uri(java.nio.file.Path path) {
    return SCHEME + "://" + path.toAbsolutePath();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return plain(super.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(super.listStatus(path))
        .map(FailingFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  /** Without owner and permissions, which the local disk is asked for by {@code file:} alone. */
  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        status.getPath());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FSDataInputStream in = super.open(path, bufferSize);
    Failure failure = FAILURES.get(path.getName());
    return failure == null ? in : new FSDataInputStream(new Failing(in, failure));
  }

  private static final class Failing extends FSInputStream {
    private final FSDataInputStream in;
    private final Failure failure;

    Failing(FSDataInputStream in, Failure failure) {
      this.in = in;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      check(1);
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      check(count);
      return in.read(bytes, from, count);
    }

    private void check(int count) throws IOException {
      if (in.getPos() + count > failure.at() && failure.left().getAndDecrement() > 0) {
        throw new IOException("connection reset by peer");
      }
    }

    @Override
    public void seek(long target) throws IOException {
      in.seek(target);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
