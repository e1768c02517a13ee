package org.synthassay.generator;

/**
 * One step down in time: x' = picture·x₀ + noise·ε + state·x + fresh·z.
 *
 * @param time of the state before the step
 * @param alphaBar ᾱ at that time
 */
record Step(int time, double alphaBar, double picture, double noise, double state, double fresh) {}
