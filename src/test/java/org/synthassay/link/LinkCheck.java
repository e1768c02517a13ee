package org.synthassay.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.synthassay.link.ClassFile.Reference;

/**
 * Whether a jar's every reference to Spark, Scala, Hadoop, Parquet, Jackson and slf4j is there in a
 * platform's jars: {@code LinkCheck JAR FOLDER-OF-JARS…}.
 */
final class LinkCheck {
  private static final List<String> PLATFORM =
      List.of(
          "org/apache/spark/",
          "org/apache/hadoop/",
          "org/apache/parquet/",
          "scala/",
          "com/fasterxml/jackson/",
          "org/slf4j/");

  private final Map<String, ClassFile> ours;
  private final Map<String, ClassFile> platform;

  LinkCheck(Map<String, ClassFile> ours, Map<String, ClassFile> platform) {
    this.ours = ours;
    this.platform = platform;
  }

  public static void main(String... arguments) throws IOException {
    Map<String, ClassFile> ours = classes(Path.of(arguments[0]), name -> true);
    boolean whole = true;
    for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
      LinkCheck check = new LinkCheck(ours, platform(Path.of(folder)));
      Set<String> missing = check.missing();
      System.out.printf(
          "%s: %d of %d references missing%n", folder, missing.size(), check.wanted().size());
      missing.forEach(reference -> System.out.println("  " + reference));
      whole &= missing.isEmpty();
    }
    if (!whole) {
      System.exit(1);
    }
  }

  private static Map<String, ClassFile> platform(Path folder) throws IOException {
    Map<String, ClassFile> classes = new HashMap<>();
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        classes(jar, LinkCheck::isPlatform).forEach(classes::putIfAbsent);
      }
    }
    return classes;
  }

  private static Map<String, ClassFile> classes(Path jar, Predicate<String> wanted)
      throws IOException {
    Map<String, ClassFile> classes = new HashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Predicate<ZipEntry> read = e -> isClass(e.getName()) && wanted.test(e.getName());
      for (ZipEntry entry : zip.stream().filter(read).toList()) {
        ClassFile type = ClassFile.read(zip.getInputStream(entry).readAllBytes());
        classes.put(type.name(), type);
      }
    }
    return classes;
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
  }

  private static boolean isPlatform(String name) {
    return PLATFORM.stream().anyMatch(name::startsWith);
  }

  /** Every reference to the platform. */
  Set<Reference> wanted() {
    Set<Reference> wanted = new TreeSet<>();
    for (ClassFile type : ours.values()) {
      for (Reference reference : type.references()) {
        platformOwner(reference).ifPresent(wanted::add);
      }
    }
    return wanted;
  }

  /** An inherited member that our class is named for counts for the class it comes from. */
  private Optional<Reference> platformOwner(Reference reference) {
    if (isPlatform(reference.owner())) {
      return Optional.of(reference);
    }
    ClassFile type = ours.get(reference.owner());
    if (type == null || reference.member().isEmpty() || has(type, reference.member())) {
      return Optional.empty();
    }
    return type.parents().stream()
        .map(parent -> platformOwner(new Reference(parent, reference.member())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean has(ClassFile type, String member) {
    return type.members().contains(member);
  }

  /** What is not there: references, and methods that our classes would have to have. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    for (Reference reference : wanted()) {
      if (!resolves(reference.owner(), reference.member())) {
        missing.add(reference.toString());
      }
    }
    for (ClassFile type : ours.values()) {
      if (!type.isAbstract()) {
        unimplemented(type).forEach(method -> missing.add(type.name() + " lacks " + method));
      }
    }
    return missing;
  }

  private boolean resolves(String owner, String member) {
    ClassFile type = platform.get(owner);
    if (type == null) {
      // What the JDK has is there on every platform.
      return !isPlatform(owner) && ours.get(owner) == null && isOfJava(owner, member);
    }
    return member.isEmpty()
        || has(type, member)
        || type.parents().stream().anyMatch(parent -> resolves(parent, member));
  }

  private static boolean isOfJava(String owner, String member) {
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'), false, null);
      String name = member.split("[(:]", 2)[0];
      return member.isEmpty()
          || Stream.of(type.getMethods(), Object.class.getDeclaredMethods())
              .flatMap(Arrays::stream)
              .anyMatch(method -> method.getName().equals(name))
          || name.equals("<init>")
          || Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(name));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Abstract methods of the platform that nothing between it and the class implements. */
  private Set<String> unimplemented(ClassFile type) {
    Set<String> open = new TreeSet<>();
    Set<String> done = new HashSet<>();
    for (ClassFile above : ancestry(type)) {
      above.members().stream().filter(m -> !above.abstracts().contains(m)).forEach(done::add);
      if (platform.containsKey(above.name())) {
        open.addAll(above.abstracts());
      }
    }
    open.removeAll(done);
    return open;
  }

  private List<ClassFile> ancestry(ClassFile type) {
    List<ClassFile> found = new ArrayList<>(List.of(type));
    for (String parent : type.parents()) {
      ClassFile known = ours.getOrDefault(parent, platform.get(parent));
      if (known != null) {
        found.addAll(ancestry(known));
      }
    }
    return found;
  }
}
