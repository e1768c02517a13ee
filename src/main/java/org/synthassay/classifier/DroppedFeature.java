package org.synthassay.classifier;

import java.io.Serializable;

/** A feature that the classifier was not given, and why. */
public record DroppedFeature(String feature, String reason) implements Serializable {}
