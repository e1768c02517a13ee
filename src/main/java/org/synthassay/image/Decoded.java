package org.synthassay.image;

/** What came of an encoded image: its pixels, or the reason why not. */
public sealed interface Decoded permits Pixels, Rejected {}
