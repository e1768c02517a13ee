package org.synthassay.spark.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/**
 * Merges what tasks know about cells: each task hands out a state a cell it touched, the states of
 * a cell meet in one place, and what it took to make them is summed on the way.
 */
final class CellMerge {
  private CellMerge() {}

  /** A cell's state and the work behind it. */
  static final class Known<T extends Serializable> implements Serializable {
    final T state;
    private JoinWork work;

    Known(T state, JoinWork work) {
      this.state = state;
      this.work = work;
    }

    JoinWork work() {
      return work;
    }
  }

  /** How a state is read and merged. */
  interface Form<T extends Serializable> extends Serializable {
    T read(DataInput in) throws IOException;

    void merge(T into, T other);
  }

  /** What one task hands out. */
  static final class Output {
    private final List<Tuple2<Integer, byte[]>> cells = new ArrayList<>();
    private JoinWork work = JoinWork.NONE;

    /** Work not yet handed out goes with the next cell. */
    void add(JoinWork done) {
      work = work.plus(done);
    }

    void add(int cell, JoinStore.Writing state) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        work.write(out);
        state.to(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      work = JoinWork.NONE;
      cells.add(new Tuple2<>(cell, bytes.toByteArray()));
    }

    List<Tuple2<Integer, byte[]>> cells() {
      return cells;
    }
  }

  /** A state as {@link #merged} takes it, with no work behind it. */
  static void write(DataOutputStream out, JoinStore.Writing state) throws IOException {
    JoinWork.NONE.write(out);
    state.to(out);
  }

  /** One state a cell, in {@code partitions} partitions. */
  static <T extends Serializable> JavaPairRDD<Integer, Known<T>> merged(
      JavaPairRDD<Integer, byte[]> outputs, Form<T> form, int partitions) {
    return outputs.combineByKey(
        bytes -> known(bytes, form),
        (known, bytes) -> merge(known, known(bytes, form), form),
        (one, other) -> merge(one, other, form),
        new org.apache.spark.HashPartitioner(partitions),
        false,
        null);
  }

  private static <T extends Serializable> Known<T> known(byte[] bytes, Form<T> form) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      JoinWork work = JoinWork.read(in);
      return new Known<>(form.read(in), work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T extends Serializable> Known<T> merge(
      Known<T> into, Known<T> other, Form<T> form) {
    form.merge(into.state, other.state);
    into.work = into.work.plus(other.work);
    return into;
  }
}
