package org.synthassay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rules of the house: who may use whom, and how things are called. */
@TestInstance(Lifecycle.PER_CLASS)
class HouseTest {
  private static final String ROOT = "org.synthassay";

  /** Each package and the packages below that it may use. */
  static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("math", Set.of()),
          Map.entry("image", Set.of("math")),
          Map.entry("spatial", Set.of("image", "math")),
          Map.entry("embedding", Set.of("image", "math")),
          Map.entry("generator", Set.of("embedding", "math")),
          Map.entry("shard", Set.of("image")),
          Map.entry("phantom", Set.of("image", "math")),
          Map.entry("manifold", Set.of("math", "calibration")),
          Map.entry("manifold.passes", Set.of("manifold", "calibration", "math")),
          Map.entry("distance", Set.of("math")),
          Map.entry("calibration", Set.of("math")),
          Map.entry("classifier", Set.of("math")),
          Map.entry("input", Set.of("math", "shard")),
          Map.entry("spark.run", Set.of("math", "embedding")),
          Map.entry("spark.doctor", Set.of("spark.run", "spark.extract", "embedding", "math")),
          Map.entry("spark.listing", Set.of("input", "spark.run", "shard", "image", "math")),
          Map.entry(
              "spark.extract",
              Set.of(
                  "spark.listing", "spark.run", "shard", "spatial", "embedding", "image", "math")),
          Map.entry(
              "spark.vectors",
              Set.of(
                  "input",
                  "spark.extract",
                  "spark.listing",
                  "spark.run",
                  "spatial",
                  "shard",
                  "image",
                  "math")),
          Map.entry(
              "spark.draw",
              Set.of(
                  "generator",
                  "spark.extract",
                  "spark.listing",
                  "spark.run",
                  "shard",
                  "embedding",
                  "image")),
          Map.entry(
              "spark.join",
              Set.of(
                  "spark.run", "manifold.passes", "manifold", "distance", "calibration", "math")),
          Map.entry(
              "spark.tables", Set.of("spark.listing", "spark.run", "spatial", "image", "math")),
          Map.entry(
              "report",
              Set.of("math", "manifold", "distance", "calibration", "classifier", "spatial")),
          Map.entry(
              "config",
              Set.of(
                  "math",
                  "image",
                  "spatial",
                  "embedding",
                  "generator",
                  "manifold",
                  "calibration",
                  "classifier",
                  "input",
                  "report",
                  "shard")));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void arrowsBetweenPackagesPointDown() {
    Set<String> wrong = new TreeSet<>();
    classes.forEach(
        type ->
            type.getDirectDependenciesFromSelf()
                .forEach(
                    use -> {
                      Optional<String> from = house(type.getPackageName());
                      Optional<String> to = house(use.getTargetClass().getPackageName());
                      if (from.isPresent()
                          && to.isPresent()
                          && !from.equals(to)
                          && !MAY_USE.getOrDefault(from.get(), Set.of()).contains(to.get())) {
                        wrong.add(from.get() + " -> " + to.get() + ": " + use.getDescription());
                      }
                    }));
    assertThat(wrong).isEmpty();
  }

  /** The package's name below the root; empty for the root itself, which may use all. */
  private static Optional<String> house(String packageName) {
    return packageName.startsWith(ROOT + ".")
        ? Optional.of(packageName.substring(ROOT.length() + 1))
        : Optional.empty();
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = new TreeSet<>();
    classes.forEach(type -> house(type.getPackageName()).ifPresent(found::add));
    assertThat(MAY_USE.keySet()).containsAll(found);
  }

  @Test
  void nothingUsesTheRoot() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(classes);
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void sparkStaysAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".spark..", ROOT + ".classifier")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..")
        .check(classes);
  }

  @Test
  void namesAreNouns() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)")
        .orShould()
        .haveSimpleNameStartingWith("Base")
        .check(classes);
  }

  @Test
  void noGettersOfOurOwn() {
    Set<String> getters = new TreeSet<>();
    classes.forEach(
        type ->
            type.getMethods().stream()
                .filter(method -> method.getName().matches("get[A-Z].*"))
                .filter(method -> !inherits(type, method.getName()))
                .forEach(method -> getters.add(method.getFullName())));
    assertThat(getters).isEmpty();
  }

  private static boolean inherits(JavaClass type, String method) {
    return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
        .flatMap(above -> above.getMethods().stream())
        .anyMatch(declared -> declared.getName().equals(method));
  }
}
