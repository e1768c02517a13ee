package org.synthassay.link;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a class file has and what it wants of others (JVM specification, chapter 4).
 *
 * @param parents superclass (none for java.lang.Object) and interfaces
 * @param members {@code name(descriptor} of a method, {@code name:descriptor} of a field
 * @param abstracts those of its methods that have no body
 */
record ClassFile(
    String name,
    boolean isAbstract,
    List<String> parents,
    Set<String> members,
    Set<String> abstracts,
    Set<Reference> references) {
  private static final int ABSTRACT = 0x400;

  /** A class ({@code member} is empty), or a member of it. */
  record Reference(String owner, String member) implements Comparable<Reference> {
    @Override
    public int compareTo(Reference other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return member.isEmpty() ? owner : owner + "." + member;
    }
  }

  static ClassFile read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipBytes(8);
      return new Reading(in).classFile();
    } catch (IOException e) {
      throw new IllegalArgumentException("not a class file: " + e.getMessage(), e);
    }
  }

  /** One pass through the file: constants, then the class, its fields and methods. */
  private static final class Reading {
    private final DataInputStream in;
    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final String[] texts;

    Reading(DataInputStream in) throws IOException {
      this.in = in;
      int count = in.readUnsignedShort();
      tags = new int[count];
      first = new int[count];
      second = new int[count];
      texts = new String[count];
      for (int i = 1; i < count; i++) {
        tags[i] = in.readUnsignedByte();
        switch (tags[i]) {
          case 1 -> texts[i] = in.readUTF();
          case 3, 4 -> in.skipBytes(4);
          case 5, 6 -> {
            in.skipBytes(8);
            i++; // long and double take two places
          }
          case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
          case 15 -> in.skipBytes(3);
          case 9, 10, 11, 12, 17, 18 -> {
            first[i] = in.readUnsignedShort();
            second[i] = in.readUnsignedShort();
          }
          default -> throw new IOException("constant " + i + " has tag " + tags[i]);
        }
      }
    }

    ClassFile classFile() throws IOException {
      boolean isAbstract = (in.readUnsignedShort() & ABSTRACT) != 0;
      String name = text(first[in.readUnsignedShort()]);
      List<String> parents = new ArrayList<>();
      int parent = in.readUnsignedShort();
      if (parent != 0) {
        parents.add(text(first[parent]));
      }
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        parents.add(text(first[in.readUnsignedShort()]));
      }
      Set<String> members = new TreeSet<>();
      Set<String> abstracts = new TreeSet<>();
      members(":", members, abstracts);
      members("", members, abstracts);
      return new ClassFile(name, isAbstract, parents, members, abstracts, references());
    }

    private void members(String separator, Set<String> members, Set<String> abstracts)
        throws IOException {
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        int flags = in.readUnsignedShort();
        String name = text(in.readUnsignedShort());
        String member = name + separator + text(in.readUnsignedShort());
        members.add(member);
        if ((flags & ABSTRACT) != 0) {
          abstracts.add(member);
        }
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
          in.skipBytes(2);
          in.skipBytes(in.readInt());
        }
      }
    }

    private Set<Reference> references() {
      Set<Reference> references = new TreeSet<>();
      for (int i = 1; i < tags.length; i++) {
        switch (tags[i]) {
          case 7 -> references.add(new Reference(element(text(first[i])), ""));
          case 9, 10, 11 -> {
            String owner = element(text(first[first[i]]));
            String separator = tags[i] == 9 ? ":" : "";
            String member = text(first[second[i]]) + separator + text(second[second[i]]);
            references.add(new Reference(owner, member));
          }
          default -> {}
        }
      }
      return references;
    }

    private String text(int index) {
      return texts[index];
    }

    /** An array's element class; {@code java/lang/Object} for arrays of primitives. */
    private static String element(String name) {
      if (!name.startsWith("[")) {
        return name;
      }
      return name.endsWith(";")
          ? name.substring(name.indexOf('L') + 1, name.length() - 1)
          : "java/lang/Object";
    }
  }
}
