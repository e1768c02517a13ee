package org.synthassay.generator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which images there are, and in which shards: numbers run on through the classes, by name.
 *
 * @param classes one without a name where images have no class
 * @param commonNoise image i of every class takes the same noise
 * @param only the numbers to draw; empty: all
 */
public record Plan(
    List<PlannedClass> classes, boolean commonNoise, int imagesPerShard, List<Long> only)
    implements Serializable {

  /**
   * Images of one class.
   *
   * @param name empty without classes
   * @param number that the network is given; −1 without classes
   */
  public record PlannedClass(String name, int number, long images) implements Serializable {
    public PlannedClass {
      if (images < 1) {
        throw new IllegalArgumentException("images must be >= 1, got " + images);
      }
    }
  }

  /** The order of code points, which no locale changes. */
  private static final Comparator<PlannedClass> BY_NAME =
      Comparator.comparing(
          PlannedClass::name,
          (a, b) -> {
            int[] left = a.codePoints().toArray();
            int[] right = b.codePoints().toArray();
            return Arrays.compare(left, right);
          });

  public Plan {
    classes = classes.stream().sorted(BY_NAME).toList();
    only = List.copyOf(new TreeSet<>(only));
    long images = classes.stream().mapToLong(PlannedClass::images).sum();
    Optional<Long> beyond = only.stream().filter(n -> n < 0 || n >= images).findFirst();
    if (beyond.isPresent()) {
      throw new IllegalArgumentException(
          "only names image " + beyond.get() + ": numbers go from 0 to " + (images - 1));
    }
    if (imagesPerShard < 1) {
      throw new IllegalArgumentException("images-per-shard must be >= 1, got " + imagesPerShard);
    }
    if (images / imagesPerShard >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("images-per-shard is too small for " + images);
    }
  }

  /** Images of all classes. */
  public long images() {
    return classes.stream().mapToLong(PlannedClass::images).sum();
  }

  /** Images that are drawn. */
  public long wanted() {
    return only.isEmpty() ? images() : only.size();
  }

  /** Images of one shard that are drawn. */
  public long wanted(int shard) {
    long first = (long) shard * imagesPerShard;
    long end = Math.min(first + imagesPerShard, images());
    return only.isEmpty()
        ? end - first
        : only.stream().filter(number -> number >= first && number < end).count();
  }

  public boolean hasClasses() {
    return classes.get(0).number() >= 0;
  }

  /** The shards that hold an image to draw. */
  public List<Integer> shards() {
    return only.isEmpty()
        ? IntStream.range(0, (int) ((images() - 1) / imagesPerShard + 1)).boxed().toList()
        : only.stream().map(n -> (int) (n / imagesPerShard)).distinct().toList();
  }

  /**
   * The images of one shard in batches of {@code size}: an image's place in its batch does not
   * depend on which others are drawn.
   */
  List<BatchPlan> batches(int shard, int size) {
    long first = (long) shard * imagesPerShard;
    long end = Math.min(first + imagesPerShard, images());
    List<BatchPlan> batches = new ArrayList<>();
    for (long from = first; from < end; from += size) {
      long to = Math.min(from + size, end);
      List<Subject> wanted = new ArrayList<>();
      for (long number = from; number < to; number++) {
        if (only.isEmpty() || only.contains(number)) {
          wanted.add(subject(number));
        }
      }
      if (!wanted.isEmpty()) {
        batches.add(new BatchPlan(from, size, wanted));
      }
    }
    return batches;
  }

  private Subject subject(long number) {
    long inClass = number;
    for (PlannedClass one : classes) {
      if (inClass < one.images()) {
        return new Subject(number, commonNoise ? inClass : number, one.number(), one.name());
      }
      inClass -= one.images();
    }
    throw new IllegalArgumentException("no image " + number);
  }
}
