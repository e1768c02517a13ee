package org.synthassay.config;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be wrong in {@code audit.real} and {@code audit.synthetic}. */
class WrongSetTest {

  static Stream<Wrong> lines() {
    return Stream.of(
        new Wrong(
            "real.images = []", "x.conf:3: audit.real.images = []: must hold at least one text"),
        new Wrong(
            "real.images = [a, \"\"]",
            "x.conf:3: audit.real.images[1] = \"\": must be a text that is not blank"),
        new Wrong(
            "real.images = null",
            "x.conf:3: audit.real = { images }: needs images, manifest or" + " embeddings"),
        new Wrong(
            "real.manifest { file = a.csv, path-column = p }",
            "x.conf:3: audit.real.manifest = { file, path-column }: only one of images, manifest,"
                + " embeddings may be given, and audit.real.images is too (x.conf:2); null takes"
                + " one back"),
        new Wrong(
            "real.embeddings = a.npy",
            "x.conf:3: audit.real.embeddings = \"a.npy\": only one of images, manifest,"
                + " embeddings may be given, and audit.real.images is too (x.conf:2)"),
        new Wrong(
            "synthetic { images = null, embeddings = a.npy }",
            "x.conf:3: audit.synthetic.embeddings = \"a.npy\": embeddings compare with embeddings"
                + " of the same network only, and audit.real.images is given (x.conf:2)"),
        new Wrong(
            "real { images = null, manifest { file = a.csv } }",
            "x.conf:3: audit.real.manifest = { file }: needs path-column"),
        new Wrong(
            "real { images = null, manifest { file = a, path-column = p, where { View = [] } } }",
            "x.conf:3: audit.real.manifest.where.View = []: must hold at least one text"),
        new Wrong(
            "real.label.from.manifest.column = Class",
            "x.conf:3: audit.real.label.from = { manifest }: needs a set with a manifest"),
        new Wrong(
            "real.label.from = manifest",
            "x.conf:3: audit.real.label.from = \"manifest\": must be none, directory, sidecar or"
                + " { column = \"…\" }"),
        new Wrong(
            "real.label.classes { a = [x] }",
            "x.conf:3: audit.real.label.classes = { a }: needs label.from other than none"),
        new Wrong(
            "real.label { from = directory, classes { a = [x], b = [x] } }",
            "x.conf:3: audit.real.label.classes.b[0] = \"x\": must belong to one class, and is in"
                + " audit.real.label.classes.a too"),
        new Wrong(
            "real.label { from = directory, classes { a = x } }, synthetic.label"
                + " { from = directory, classes { b = x } }",
            "x.conf:3: audit.synthetic.label.classes = { b }: must name classes of the real set"
                + " only: [a]"),
        new Wrong(
            "real { images = null, label.from = sidecar, manifest { file = a, path-column = p } }",
            "x.conf:3: audit.real.label.from = \"sidecar\": needs a set with images"),
        new Wrong(
            "real.group = patient",
            "x.conf:3: audit.real.group = \"patient\": must be none, { column = … } or a regular"
                + " expression that captures the group's name in parentheses, such as"
                + " \"(patient\\\\d+)\""),
        new Wrong("real.group = \"(a\"", "x.conf:3: audit.real.group = \"(a\": must be none,"),
        new Wrong(
            "real.format = jpg",
            "x.conf:3: audit.real.format = \"jpg\": must be auto, image, tar, zip, parquet or npz"),
        new Wrong(
            "real { images = null, format = tar, manifest { file = a, path-column = p } }",
            "x.conf:3: audit.real.format = \"tar\": must be auto: it is for images only"),
        new Wrong(
            "real { images = null, layout = picture, manifest { file = a, path-column = p } }",
            "x.conf:3: audit.real.layout = \"picture\": must be auto: it is for images in .npz"
                + " only"),
        new Wrong(
            "real { images = null, embeddings = a.NPZ, group { column = p } }, synthetic { images ="
                + " null, embeddings = a.npy }",
            "x.conf:3: audit.real.group.column = \"p\": an array of NumPy has no columns: use"
                + " Parquet"),
        new Wrong(
            "real { images = null, embeddings = a.npz, label.from = sidecar }, synthetic { images ="
                + " null, embeddings = a.npy }",
            "x.conf:3: audit.real.label.from = \"sidecar\": needs a set with images or Parquet"),
        new Wrong(
            "real.prepare.sise = 3",
            "x.conf:3: audit.real.prepare.sise = 3: unknown key, did you mean"
                + " audit.real.prepare.size?"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void wrongLineIsNamed(Wrong wrong) {
    wrong.check();
  }
}
