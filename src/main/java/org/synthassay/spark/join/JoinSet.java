package org.synthassay.spark.join;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.spark.TaskContext;
import org.synthassay.calibration.Halving;
import org.synthassay.manifold.RowBlock;
import org.synthassay.manifold.passes.CellMembers;
import org.synthassay.manifold.passes.CellSet;

/**
 * One set of the join as tasks see it: numbered rows in files, cut into cells of equal size.
 *
 * @param name "real" or "synthetic"
 * @param dimension values of a row
 * @param cellRows rows of a cell; the last may have fewer
 * @param rows all rows of the set
 * @param parts the row files in order
 * @param grouped whether any row has a group
 * @param halving how scores are calibrated
 */
record JoinSet(
    JoinStore store,
    String name,
    int dimension,
    int cellRows,
    int rows,
    List<Part> parts,
    boolean grouped,
    Halving halving)
    implements CellSet {
  private static final int READ_BYTES = 1 << 20;

  /** The {@code number}th file, with {@code count} rows, the first of number {@code start}. */
  record Part(String file, int number, int start, int count) implements Serializable {
    int end() {
      return start + count;
    }
  }

  /** The same set once its rows are in halves. */
  JoinSet halved(Halving halves) {
    return new JoinSet(store, name, dimension, cellRows, rows, parts, grouped, halves);
  }

  @Override
  public RowBlock block(int from, int to, int directions) {
    CellMembers members = members(from, to);
    int first = firstRow(from);
    int count = firstRow(to) - first;
    float[] values = rows(first, count);
    int[] numbers = members.numbers();
    float[] shadows = directions == 0 ? new float[0] : shadows(from, to, directions + 1);
    if (numbers.length < count) {
      pick(values, dimension, numbers, first);
      pick(shadows, shadows.length / count, numbers, first);
    }
    return new RowBlock(dimension, values, numbers, members.members(), shadows);
  }

  @Override
  public RowBlock shadowBlock(int from, int to, int directions) {
    CellMembers members = members(from, to);
    int[] numbers = members.numbers();
    float[] shadows = shadows(from, to, directions + 1);
    pick(shadows, directions + 1, numbers, firstRow(from));
    return new RowBlock(0, new float[0], numbers, members.members(), shadows);
  }

  private static void pick(float[] values, int width, int[] numbers, int first) {
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(values, (numbers[i] - first) * width, values, i * width, width);
    }
  }

  private float[] shadows(int from, int to, int width) {
    float[] shadows = new float[(firstRow(to) - firstRow(from)) * width];
    for (int cell = from; cell < to; cell++) {
      int at = (firstRow(cell) - firstRow(from)) * width;
      int length = (firstRow(cell + 1) - firstRow(cell)) * width;
      byte[] bytes = new byte[length * Float.BYTES];
      store.read(
          ShadowFiles.file(name, cell),
          in -> {
            in.readFully(bytes);
            return bytes;
          });
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(shadows, at, length);
      count(bytes.length);
    }
    return shadows;
  }

  /** {@code values} as they stand in files. */
  static ByteBuffer bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  /** Lets Spark's read metrics know. */
  private static void count(long bytes) {
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.taskMetrics().inputMetrics().incBytesRead(bytes);
    }
  }

  /** The values of {@code count} rows from {@code first} on, duplicates included. */
  float[] rows(int first, int count) {
    float[] values = new float[count * dimension];
    int done = 0;
    try {
      for (Part part : parts) {
        int from = Math.max(first + done, part.start());
        int to = Math.min(first + count, part.start() + part.count());
        if (done < count && from == first + done && from < to) {
          read(part, from - part.start(), to - from, FloatTarget.at(values, done * dimension));
          done += to - from;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (done < count) {
      throw new IllegalStateException(
          "rows %d to %d of the %s set are in no file"
              .formatted(first + done, first + count, name));
    }
    return values;
  }

  /** The values of the rows of these numbers, which ascend; duplicates included. */
  float[] rows(int[] numbers) {
    float[] values = new float[numbers.length * dimension];
    byte[] bytes = new byte[dimension * Float.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int done = 0;
    try {
      for (Part part : parts) {
        if (done == numbers.length || numbers[done] >= part.end()) {
          continue;
        }
        try (FSDataInputStream in = store.open(part.file())) {
          for (; done < numbers.length && numbers[done] < part.end(); done++) {
            in.seek((long) (numbers[done] - part.start()) * bytes.length);
            in.readFully(bytes);
            buffer.asFloatBuffer().get(values, done * dimension, dimension);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count((long) numbers.length * bytes.length);
    return values;
  }

  private record FloatTarget(float[] values, int from) {
    static FloatTarget at(float[] values, int from) {
      return new FloatTarget(values, from);
    }
  }

  private void read(Part part, int row, int count, FloatTarget target) throws IOException {
    int rowBytes = dimension * Float.BYTES;
    int rowsAtOnce = Math.max(1, READ_BYTES / rowBytes);
    byte[] bytes = new byte[rowsAtOnce * rowBytes];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try (FSDataInputStream in = store.open(part.file())) {
      in.seek((long) row * rowBytes);
      for (int done = 0; done < count; done += rowsAtOnce) {
        int rows = Math.min(rowsAtOnce, count - done);
        in.readFully(bytes, 0, rows * rowBytes);
        buffer
            .asFloatBuffer()
            .get(target.values(), target.from() + done * dimension, rows * dimension);
      }
    }
    count((long) count * rowBytes);
  }

  @Override
  public CellMembers members(int from, int to) {
    CellMembers all = CellMembers.none();
    for (int cell = from; cell < to; cell++) {
      all =
          all.append(
              store.read(
                  MemberTable.file(name, cell), in -> CellMembers.read(in, !halving.isNone())));
    }
    return all;
  }
}
