package org.synthassay.manifold.passes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What one task hands out. */
public final class CellStates {
  private final List<OfCell> cells = new ArrayList<>();
  private JoinWork work = JoinWork.NONE;

  /** A cell's state as it travels. */
  public record OfCell(int cell, byte[] bytes) {}

  /** A cell's state and the work behind it. */
  public record Known<S>(S state, JoinWork work) {

    /** Reads what a task handed out. */
    public static <S> Known<S> read(byte[] bytes, CellPass<?, S, ?> pass) {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        JoinWork work = JoinWork.read(in);
        return new Known<>(pass.read(in), work);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public Known<S> merge(Known<S> other, CellPass<?, S, ?> pass) {
      pass.merge(state, other.state);
      return new Known<>(state, work.plus(other.work));
    }
  }

  /** Work not yet handed out goes with the next cell. */
  void add(JoinWork done) {
    work = work.plus(done);
  }

  void add(int cell, PassStore.Writing state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      work.write(out);
      state.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work = JoinWork.NONE;
    cells.add(new OfCell(cell, bytes.toByteArray()));
  }

  public List<OfCell> cells() {
    return cells;
  }
}
