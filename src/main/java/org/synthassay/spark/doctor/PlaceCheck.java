package org.synthassay.spark.doctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.spark.doctor.Place.Access;

/**
 * Tries the paths of an audit: inputs are read; in the output the driver leaves a marker that every
 * executor has to find, and each writes one of its own and removes it.
 *
 * @param marker the driver's, in every place that is written
 * @param patience how long a store may take to answer
 */
record PlaceCheck(List<Place> places, String marker, Duration patience) implements Serializable {

  static PlaceCheck of(List<Place> places, Duration patience) {
    return new PlaceCheck(places, "_synthassay-doctor-" + UUID.randomUUID(), patience);
  }

  /**
   * The driver's part.
   *
   * @param made gets what {@link #remove} is to remove
   */
  List<Finding> onDriver(Configuration hadoop, List<Path> made) {
    return places.stream()
        .map(
            place ->
                tried(
                    place,
                    () -> {
                      if (place.access() == Access.WRITE) {
                        leave(place, hadoop, made);
                      }
                      return access(place, hadoop);
                    }))
        .toList();
  }

  /** The part of every executor. */
  List<Finding> onExecutor(Configuration hadoop) {
    return places.stream()
        .filter(place -> place.access() != Access.READ_BY_DRIVER)
        .map(place -> tried(place, () -> access(place, hadoop)))
        .toList();
  }

  /** Removes the marker, and the folders that were made for it. */
  static void remove(List<Path> made, Configuration hadoop) {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        made.get(i).getFileSystem(hadoop).delete(made.get(i), false);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + made.get(i), e);
      }
    }
  }

  private Finding tried(Place place, Callable<String> access) {
    FutureTask<String> task = new FutureTask<>(access);
    Thread thread = new Thread(task, "doctor: " + place.key());
    thread.setDaemon(true);
    thread.start();
    try {
      String done = task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Finding.fine(place.key(), place.uri() + ": " + done);
    } catch (TimeoutException e) {
      return Finding.fault(
          place.key(),
          place.uri() + ": no answer within " + patience.toSeconds() + " s",
          "see that this machine reaches the store: its endpoint, the network's routes, a proxy");
    } catch (ExecutionException e) {
      return failed(place, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(place, e);
    }
  }

  private static Finding failed(Place place, Exception e) {
    if (e.getCause() instanceof FileNotFoundException) {
      String remedy =
          "name what is there; a file: path is one machine's own, so that executors elsewhere need"
              + " a store or a mount that all share";
      return Finding.fault(place.key(), place.uri() + ": is not there", remedy);
    }
    String right = place.access() == Access.WRITE ? "write and delete there" : "list and read it";
    return Finding.fault(
        place.key(),
        place.uri() + ": " + Finding.reason(e),
        e.getCause() instanceof IllegalArgumentException
            ? "write the path otherwise"
            : "give the user or role that Spark runs as the right to " + right);
  }

  private String access(Place place, Configuration hadoop) throws IOException {
    Path path = new Path(place.uri());
    FileSystem store = path.getFileSystem(hadoop);
    if (place.access() == Access.WRITE) {
      readFirst(store, new Path(path, marker));
      Path own = new Path(path, marker + "-" + UUID.randomUUID());
      write(store, own);
      if (!store.delete(own, false)) {
        throw new IOException("what was written cannot be deleted: " + own);
      }
      return "written";
    }
    if (store.getFileStatus(path).isDirectory()) {
      store.listStatusIterator(path).hasNext();
      return "listed";
    }
    readFirst(store, path);
    return "read";
  }

  private static void readFirst(FileSystem store, Path file) throws IOException {
    try (InputStream in = store.open(file)) {
      in.readNBytes(1);
    }
  }

  private void leave(Place place, Configuration hadoop, List<Path> made) throws IOException {
    Path folder = new Path(place.uri());
    FileSystem store = folder.getFileSystem(hadoop);
    List<Path> absent = new ArrayList<>();
    for (Path p = folder; p != null && !store.exists(p); p = p.getParent()) {
      absent.add(0, p);
    }
    store.mkdirs(folder);
    made.addAll(absent);
    Path file = new Path(folder, marker);
    write(store, file);
    made.add(file);
  }

  private static void write(FileSystem store, Path file) throws IOException {
    try (OutputStream out = store.create(file, false)) {
      out.write("Written by synthassay doctor, to be deleted.\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
