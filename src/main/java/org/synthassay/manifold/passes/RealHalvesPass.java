package org.synthassay.manifold.passes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.synthassay.calibration.HalfBalls;
import org.synthassay.calibration.HalfFindings;
import org.synthassay.calibration.HalfLists;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.calibration.HalfRadii;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.calibration.RealHalves;
import org.synthassay.calibration.RealHalves.Ball;

/** Real halves against real halves, from the lists that the radii left; no pair is looked at. */
final class RealHalvesPass implements CellPass<Integer, List<byte[]>, List<HalfTotals>> {
  private final CellSet real;

  RealHalvesPass(CellSet real) {
    this.real = real;
  }

  @Override
  public int cells() {
    return real.cells();
  }

  /** What the balls of a cell tell every cell; its own at least nothing. */
  @Override
  public void run(Integer cell, CellStates output) {
    Map<Integer, ByteArrayOutputStream> messages = new TreeMap<>();
    messages.put(cell, new ByteArrayOutputStream());
    List<RealHalves> halves = halves(cell);
    for (int r = 0; r < halves.size(); r++) {
      tell(halves.get(r), r, messages);
    }
    messages.forEach((to, bytes) -> output.add(to, bytes::writeTo));
  }

  private void tell(RealHalves halves, int radius, Map<Integer, ByteArrayOutputStream> messages) {
    try {
      halves.tell(
          (number, ball) -> {
            int cell = number / real.cellRows();
            ByteArrayOutputStream bytes =
                messages.computeIfAbsent(cell, c -> new ByteArrayOutputStream());
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(radius);
            out.writeInt(number);
            ball.write(out);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<byte[]> read(DataInputStream in) throws IOException {
    return new ArrayList<>(List.of(in.readAllBytes()));
  }

  @Override
  public void merge(List<byte[]> into, List<byte[]> other) {
    into.addAll(other);
  }

  @Override
  public List<HalfTotals> plus(List<HalfTotals> one, List<HalfTotals> other) {
    return HalfTotals.merge(one, other);
  }

  private List<RealHalves> halves(int cell) {
    HalfMembers members = real.members(cell, cell + 1).members().halves();
    List<HalfRadii> radii = HalfFiles.radii(real, cell, cell + 1);
    List<HalfLists> lists = HalfFiles.lists(real, cell);
    return IntStream.range(0, radii.size())
        .mapToObj(r -> new RealHalves(new HalfBalls(members, radii.get(r)), lists.get(r)))
        .toList();
  }

  /** The totals by plain radii, then by group-aware ones. */
  @Override
  public List<HalfTotals> finish(int cell, List<byte[]> messages, JoinWork work) {
    CellMembers members = real.members(cell, cell + 1);
    List<RealHalves> halves = halves(cell);
    List<HalfFindings> findings =
        halves.stream()
            .map(r -> HalfFindings.none(members.members().halves(), real.halving().splits()))
            .toList();
    messages.forEach(bytes -> hear(bytes, members, findings));
    List<HalfTotals> totals = new ArrayList<>();
    for (int r = 0; r < halves.size(); r++) {
      HalfTotals ofRadius = new HalfTotals(real.halving().k(), real.halving().splits());
      ofRadius.addHalves(halves.get(r), findings.get(r));
      totals.add(ofRadius);
    }
    return totals;
  }

  private static void hear(byte[] messages, CellMembers members, List<HalfFindings> findings) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(messages))) {
      while (in.available() > 0) {
        HalfFindings found = findings.get(in.readByte());
        int row = java.util.Arrays.binarySearch(members.numbers(), in.readInt());
        found.heldByOther(row, members.members().halves(), Ball.read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
