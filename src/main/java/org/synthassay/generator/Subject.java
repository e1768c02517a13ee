package org.synthassay.generator;

import java.io.Serializable;

/**
 * One image to draw.
 *
 * @param number of the image, through all classes
 * @param noise whose noise it takes: its own number, unless classes share noise
 * @param classNumber that the network is given; −1 without classes
 * @param className empty without classes
 */
public record Subject(long number, long noise, int classNumber, String className)
    implements Serializable {}
