package org.synthassay.spark.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The folder that one audit writes, on any Hadoop file system.
 *
 * <p>A finished stage leaves a small marker that holds its fingerprint, written last in one piece:
 * what a killed run left half-written has no marker and is done again.
 */
public final class RunDirectory {
  private static final String MARKER = "_synthassay";

  private final FileSystem fileSystem;
  private final Path root;

  private RunDirectory(FileSystem fileSystem, Path root) {
    this.fileSystem = fileSystem;
    this.root = root;
  }

  /**
   * Opens an absent or empty folder as a new run, a Synthassay run to continue it.
   *
   * @throws NotARunException where the folder holds anything else
   */
  public static RunDirectory open(String output, Configuration hadoop) {
    RunDirectory run = at(output, hadoop);
    try {
      if (!run.fileSystem.exists(run.root)) {
        run.create();
      }
      FileStatus[] found = run.statuses();
      boolean ours = Arrays.stream(found).anyMatch(f -> f.getPath().getName().equals(MARKER));
      if (found.length > 0 && !ours) {
        throw new NotARunException(
            output + " holds other files, such as '" + found[0].getPath().getName() + "'");
      }
      if (!ours) {
        run.write(MARKER, "A Synthassay run.\n");
      }
      return run;
    } catch (IOException | UncheckedIOException e) {
      throw new NotARunException(run.root + " cannot be written: " + rootMessage(e));
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).strip();
  }

  /**
   * Opens the folder of an earlier run.
   *
   * @throws NotARunException where the folder is not one
   */
  public static RunDirectory existing(String output, Configuration hadoop) {
    RunDirectory run = at(output, hadoop);
    if (!run.exists(MARKER)) {
      throw new NotARunException(output + " is not the output of an audit");
    }
    return run;
  }

  private static RunDirectory at(String output, Configuration hadoop) {
    try {
      Path path = new Path(output);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      return new RunDirectory(fileSystem, fileSystem.makeQualified(path));
    } catch (IllegalArgumentException e) {
      throw new NotARunException(output + " is no path: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the run directory " + output, e);
    }
  }

  /** Readable by nobody else: a folder that is to be shared is made before the audit. */
  private void create() throws IOException {
    FsPermission owner = new FsPermission(FsAction.ALL, FsAction.NONE, FsAction.NONE);
    fileSystem.mkdirs(root);
    fileSystem.setPermission(root, owner);
  }

  private FileStatus[] statuses() throws IOException {
    try {
      return fileSystem.listStatus(root);
    } catch (FileNotFoundException absent) {
      return new FileStatus[0];
    }
  }

  /** The full path of the run's folder. */
  public String root() {
    return root.toString();
  }

  URI uri() {
    return root.toUri();
  }

  /** The full path of something inside the run. */
  public String path(String name) {
    return new Path(root, name).toString();
  }

  public boolean exists(String name) {
    try {
      return fileSystem.exists(new Path(root, name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for " + path(name), e);
    }
  }

  /** True where the stage was finished with the same fingerprint. */
  public boolean isFinished(String stage, String fingerprint) {
    return read(marker(stage)).filter(fingerprint::equals).isPresent();
  }

  /** Forgets a stage, so that a run killed from here on does it again. */
  public void begin(String stage) {
    delete(marker(stage));
  }

  public void finish(String stage, String fingerprint) {
    write(marker(stage), fingerprint);
  }

  private static String marker(String stage) {
    return "_stages/" + stage + ".done";
  }

  /** Writes a small text, replacing what was there. */
  public void write(String name, String text) {
    Path path = new Path(root, name);
    try (OutputStream out = fileSystem.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  public Optional<String> read(String name) {
    Path path = new Path(root, name);
    try (InputStream in = fileSystem.open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  public void delete(String name) {
    try {
      fileSystem.delete(new Path(root, name), true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path(name), e);
    }
  }

  /** The folder is something else than a run: nothing in it was touched. */
  public static final class NotARunException extends RuntimeException {
    NotARunException(String message) {
      super(message);
    }
  }
}
