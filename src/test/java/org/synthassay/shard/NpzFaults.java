package org.synthassay.shard;

import static org.synthassay.image.Rejected.Reason.BAD_ARCHIVE;
import static org.synthassay.image.Rejected.Reason.EMPTY;
import static org.synthassay.image.Rejected.Reason.OUTSIDE_ROOT;
import static org.synthassay.image.Rejected.Reason.TOO_LARGE;
import static org.synthassay.image.Rejected.Reason.UNSUPPORTED_DEPTH;
import static org.synthassay.image.Rejected.Reason.UNSUPPORTED_FORMAT;

import java.util.stream.Stream;

/** What can be wrong with an .npz of images. */
final class NpzFaults {
  private NpzFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        of("npz: pickled objects", Packed.npy("'|O'", "(3, 2, 2)", Packed.counted(12)))
            .rejects("pickled objects, which are never loaded", UNSUPPORTED_FORMAT),
        of("npz: structured type", Packed.npy("[('a', '<i4')]", "(3,)", Packed.counted(12)))
            .rejects("pickled objects", UNSUPPORTED_FORMAT),
        of("npz: float images", Packed.npy("'<f4'", "(1, 2, 2)", Packed.counted(16)))
            .rejects("is of the type <f4: save it as uint8", UNSUPPORTED_DEPTH),
        of("npz: channels first", Packed.npy("'|u1'", "(1, 3, 2, 2)", Packed.counted(12)))
            .rejects("has the shape (1, 3, 2, 2) in C order: save", UNSUPPORTED_FORMAT),
        of("npz: one picture or rows", Packed.npy("'|u1'", "(2, 2, 3)", Packed.counted(12)))
            .rejects("one picture or 2 images of 3 columns", UNSUPPORTED_FORMAT),
        of(
                "npz: Fortran order",
                Packed.npy(
                    "{'descr': '|u1', 'fortran_order': True, 'shape': (1, 2, 2), }",
                    Packed.counted(4)))
            .rejects("Fortran order", UNSUPPORTED_FORMAT),
        of(
                "npz: claims more images than it holds",
                Packed.npy("'|u1'", "(9, 2, 2)", Packed.counted(11)))
            .leaves(2)
            .rejects("claims the shape (9, 2, 2) and holds 2 images", BAD_ARCHIVE),
        of(
                "npz: holds more bytes than it claims",
                Packed.npy("'|u1'", "(2, 2, 2)", Packed.counted(11)))
            .leaves(2)
            .rejects("claims the shape (2, 2, 2)", BAD_ARCHIVE),
        of("npz: shape overflows", Packed.npy("'|u1'", "(2, 4294967296, 4294967296)", new byte[4]))
            .rejects("overflows", BAD_ARCHIVE),
        of(
                "npz: shape above a long",
                Packed.npy("'|u1'", "(2, 99999999999999999999, 2)", new byte[4]))
            .rejects("bad shape", BAD_ARCHIVE),
        of("npz: negative shape", Packed.npy("'|u1'", "(-1, 2, 2)", new byte[4]))
            .rejects("header", BAD_ARCHIVE),
        of("npz: images above max-bytes", Packed.npy("'|u1'", "(2, 1000, 1000)", new byte[4]))
            .rejects("claims 1000000 bytes", TOO_LARGE),
        of("npz: images without pixels", Packed.npy("'|u1'", "(2, 0, 5)", new byte[0]))
            .rejects("holds 0 bytes", EMPTY),
        of("npz: claims 10^15 images", Packed.npy("'|u1'", "(1000000000000000, 2, 2)", new byte[4]))
            .rejects("claims 1000000000000000 images", TOO_LARGE),
        of("npz: array without .npy head", Packed.utf8("not an array at all"))
            .rejects("it is no .npy array", BAD_ARCHIVE),
        of("npz: header cut", Packed.cut(Packed.npy("'|u1'", "(1, 1, 1)", new byte[1]), 20))
            .rejects("ends inside its .npy header", BAD_ARCHIVE),
        of(
                "npz: header claims 4 GB",
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1})
            .rejects("claims 4294967295 bytes", BAD_ARCHIVE),
        Fault.of("npz: labels of another length", "x.npz", labelled())
            .leaves(2)
            .rejects("entry 'labels.npy'", BAD_ARCHIVE),
        Fault.of(
                "npz: array name with ..",
                "x.npz",
                Packed.zip(Packed.files("../a.npy", Packed.npy("'|u1'", "(1, 1, 1)", new byte[1]))))
            .rejects("'..'", OUTSIDE_ROOT),
        Fault.of("npz: cut", "x.npz", Packed.cut(labelled(), 200)).rejects("damaged", BAD_ARCHIVE));
  }

  private static Fault of(String what, byte[] array) {
    return Fault.of(what, "x.npz", Packed.zip(Packed.files("arr_0.npy", array)));
  }

  private static byte[] labelled() {
    return Packed.zip(
        Packed.files(
            "images.npy", Packed.npy("'|u1'", "(2, 1, 1)", new byte[2]),
            "labels.npy", Packed.npy("'|u1'", "(3,)", new byte[3])));
  }
}
