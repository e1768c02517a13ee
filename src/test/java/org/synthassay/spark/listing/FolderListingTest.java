package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.spark.listing.ListingRow.Status;

/** Folders as people have them: each entry is a row, and each row says what it is. */
class FolderListingTest {
  @TempDir Path folder;

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private void link(String name, String target) throws IOException {
    Path link = folder.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private List<ListingRow> rows(String... roots) throws IOException {
    String[] full =
        Arrays.stream(roots).map(r -> folder.resolve(".") + "/" + r).toArray(String[]::new);
    return PlainRows.of(PlainRows.images(new GroupSource.None(), full));
  }

  private static List<String> ids(List<ListingRow> rows, Status status) {
    return rows.stream()
        .filter(row -> row.status() == status)
        .map(ListingRow::id)
        .sorted()
        .toList();
  }

  private static Map<String, String> reasons(List<ListingRow> rows, Status status) {
    return rows.stream()
        .filter(row -> row.status() == status)
        .collect(Collectors.toMap(ListingRow::id, row -> String.valueOf(row.reason())));
  }

  @ParameterizedTest
  @CsvSource({"latest,.", "a/up,..", "a/b/top,../..", "out,../../real", "parent,.."})
  void aLinkBackIntoTheTreeIsARepeatAndAddsNoImage(String name, String target) throws IOException {
    files("real/1.png", "real/a/2.png", "real/a/b/3.png", "synthetic/4.png");
    link("real/" + name, target.equals("../../real") ? folder.resolve("real") + "" : target);
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).containsExactly("1.png", "a/2.png", "a/b/3.png");
    assertThat(ids(rows, Status.REPEATED)).containsExactly(name);
    assertThat(rows("real/**/*.png").stream().map(ListingRow::file).distinct()).hasSize(3);
  }

  @Test
  void aLinkToASiblingIsARepeatAndOneToTheOutsideIsFollowed() throws IOException {
    files("real/a/1.png", "pool/2.png", "pool/deep/3.png", "store/4.png");
    link("real/b", "a");
    link("real/pool", "../pool");
    link("real/again", "../pool/deep");
    link("real/c.png", "../store/4.png");
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).contains("a/1.png", "c.png", "pool/2.png").hasSize(4);
    assertThat(ids(rows, Status.REPEATED)).hasSize(2);
    assertThat(rows)
        .filteredOn(row -> row.id().equals("c.png"))
        .allMatch(row -> row.file().endsWith("/store/4.png"));
  }

  @Test
  void aGlobFollowsALinkThatItNames() throws IOException {
    files("real/a/1.png");
    link("real/b", "a");
    assertThat(ids(rows("real/b*/*.png"), Status.FOUND)).containsExactly("b/1.png");
    assertThat(ids(rows("real/b/*.png"), Status.FOUND)).containsExactly("1.png");
  }

  @Test
  void filesOfAHiddenFolderAreDataWhereALinkLeadsToThem() throws IOException {
    files("real/.annex/objects/x1.png", "real/.annex/objects/x2.png");
    link("real/1.png", ".annex/objects/x1.png");
    link("real/all", ".annex/objects");
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).containsExactly("1.png", "all/x1.png", "all/x2.png");
    assertThat(ids(rows, Status.IGNORED)).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsARowThatSaysWhy() throws IOException, InterruptedException {
    files("real/1.png");
    link("real/2.png", "/gone/2.png");
    link("real/folder", "/gone/folder");
    link("real/loop.png", "loop.png");
    link("real/notes.txt", "/gone/notes.txt");
    new ProcessBuilder("mkfifo", folder.resolve("real/pipe.png") + "").start().waitFor();
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).containsExactly("1.png");
    assertThat(reasons(rows, Status.REJECTED))
        .containsOnlyKeys("2.png", "folder", "loop.png", "pipe.png")
        .hasEntrySatisfying("2.png", why -> assertThat(why).contains("link to /gone/2.png"))
        .hasEntrySatisfying("pipe.png", why -> assertThat(why).contains("pipe"));
    assertThat(ids(rows, Status.IGNORED)).containsExactly("notes.txt");
    assertThat(rows).hasSize(6);
  }

  @Test
  void aNameThatIsNoTextIsARejectedRow() throws IOException, InterruptedException {
    files("real/1.png");
    String shell = "printf x > \"$(printf 'real/caf\\351.png')\"";
    int made = new ProcessBuilder("sh", "-c", shell).directory(folder.toFile()).start().waitFor();
    assumeThat(made).isZero();
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).containsExactly("1.png");
    assertThat(reasons(rows, Status.REJECTED))
        .containsOnlyKeys("caf%E9.png")
        .hasEntrySatisfying("caf%E9.png", why -> assertThat(why).contains("no text"));
  }

  @Test
  void hiddenNamesAreIgnoredRows() throws IOException {
    files(
        "real/a/1.png",
        "real/_x.png",
        "real/.2.png",
        "real/._1.png",
        "real/Thumbs.db",
        "real/_SUCCESS",
        "real/a/.ipynb_checkpoints/1-checkpoint.png",
        "real/_temporary/0/3.png",
        "real/__MACOSX/4.png",
        "real/.git/5.png");
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).containsExactly("_x.png", "a/1.png");
    assertThat(ids(rows, Status.IGNORED)).hasSize(8);
    assertThat(rows)
        .filteredOn(row -> row.status() == Status.IGNORED)
        .allMatch(row -> "hidden".equals(row.code()));
    assertThat(ids(rows("real/**/*.png"), Status.FOUND)).containsExactly("_x.png", "a/1.png");
  }

  @Test
  void hiddenNamesThatAreAskedForAreData() throws IOException {
    files("_real/1.png", "data/x/_aug/2.png", "data/x/.cache/3.png", "data/.4.png");
    assertThat(ids(rows("_real"), Status.FOUND)).containsExactly("1.png");
    assertThat(ids(rows("data/*/_aug/*.png"), Status.FOUND)).containsExactly("x/_aug/2.png");
    assertThat(ids(rows("data/*/.c*/*"), Status.FOUND)).containsExactly("x/.cache/3.png");
    assertThat(ids(rows("data/.4.png"), Status.FOUND)).containsExactly(".4.png");
  }

  @Test
  void anEarlierRunInsideAnInputIsIgnored() throws IOException {
    files("real/1.png", "real/run/_synthassay", "real/run/images/part-0.parquet", "real/run/x.png");
    List<ListingRow> rows = rows("real");
    assertThat(ids(rows, Status.FOUND)).containsExactly("1.png");
    assertThat(ids(rows, Status.IGNORED)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "data/**/*.png 0.png,a/1.png,a/b/2.png,a/b/c/3.png",
        "data/** 0.png,a/1.png,a/b/2.png,a/b/c/3.png",
        "data/a/**/*.png 1.png,b/2.png,b/c/3.png",
        "data/**/c/*.png a/b/c/3.png",
        "data/**/b/**/*.png a/b/2.png,a/b/c/3.png",
        "data/{a,x}/*.png a/1.png",
        "data/{a/b,x}/*.png a/b/2.png",
        "data/[a-c]/*.png a/1.png",
        "data/a**b/*.png ",
        "data/?/* a/1.png,a/b/2.png,a/b/c/3.png",
      })
  void globsWorkAsEverywhere(String glob, String found) throws IOException {
    files("data/0.png", "data/a/1.png", "data/a/b/2.png", "data/a/b/c/3.png");
    List<String> wanted = found == null ? List.of() : List.of(found.split(","));
    assertThat(ids(rows(glob), Status.FOUND)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan[1]", "{a,b}", "a{1", "x[y", "colon:1", "50% #2", "é ü"})
  void namesThatLookLikeSomethingElseAreTakenAsTheyAre(String name) throws IOException {
    assumeThat(NameEncoding.holdsAllNames() || name.chars().allMatch(c -> c < 128)).isTrue();
    files(name + "/1.png", "z/" + name + "/2.png", "f/" + name + ".png");
    assertThat(ids(rows(name), Status.FOUND)).containsExactly("1.png");
    assertThat(ids(rows("z/" + name), Status.FOUND)).containsExactly("2.png");
    assertThat(ids(rows("z/" + name + "/*.png"), Status.FOUND)).containsExactly("2.png");
    assertThat(ids(rows("f/" + name + ".png"), Status.FOUND)).containsExactly(name + ".png");
    assertThat(ids(rows("f"), Status.FOUND)).containsExactly(name + ".png");
  }

  @Test
  void bracketsThatMatchAreAGlob() throws IOException {
    files("scan1/1.png", "scan2/2.png", "scan[12]/3.png");
    assertThat(ids(rows("scan[12]"), Status.FOUND)).contains("scan1/1.png", "scan2/2.png");
    assertThat(ids(rows("scan\\[12\\]"), Status.FOUND)).containsExactly("scan[12]/3.png");
  }

  @Test
  void aGlobThatMatchesNothingSaysThatItIsOne() throws IOException {
    files("real/1.png");
    for (String glob : List.of("real/*.jpg", "real[3]", "real/{a", "re*l/x/**/*.png")) {
      assertThatThrownBy(() -> require(folder + "/" + glob))
          .isInstanceOf(NoSuchInputException.class)
          .hasMessageContaining("it is a glob");
    }
    require(folder + "/real/*.png");
  }

  private static void require(String root) throws IOException {
    FolderEntry.of(root, "", PlainRows.HADOOP).requireMatch(root, PlainRows.HADOOP);
  }

  @Test
  void spellingsOfOneFolderNameTheSameFiles() throws IOException {
    files("real/a/1.png", "real/a/2.png");
    link("alias", "real");
    List<ListingRow> rows =
        PlainRows.of(
            PlainRows.images(
                new GroupSource.None(),
                folder + "/real",
                folder + "/real/",
                folder + "//real/./a",
                "file:" + folder + "/real/../real",
                folder + "/alias",
                folder + "/r*l/a/*.png",
                folder + "/real/a/2.png"));
    assertThat(rows).hasSize(13);
    assertThat(rows.stream().map(ListingRow::file).distinct()).hasSize(2);
    assertThat(rows.stream().map(ListingRow::id).distinct()).hasSize(13);
  }

  @Test
  void anOutputInsideAnInputIsSeenHoweverItIsSpelt() throws IOException {
    files("real/a/1.png");
    link("alias", "real");
    var real = PlainRows.images(new GroupSource.None(), folder + "/real");
    var glob = PlainRows.images(new GroupSource.None(), folder + "/real/*/*.png");
    for (String inside : List.of("real/run", "real", "real/./x/run", "alias/run", "real/a")) {
      assertThat(OutputPlace.inside(folder + "/" + inside, real, PlainRows.HADOOP))
          .as(inside)
          .isPresent();
    }
    for (String outside : List.of("run", "reality", "real2/run", "")) {
      assertThat(OutputPlace.inside(folder + "/" + outside, real, PlainRows.HADOOP))
          .as(outside)
          .isEmpty();
    }
    assertThat(OutputPlace.inside(folder + "/real/run", glob, PlainRows.HADOOP)).isEmpty();
  }
}
