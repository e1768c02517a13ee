package org.synthassay.manifold;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The scores that depend on k, for one k; null where skipped.
 *
 * @param precision share of synthetic images inside a real ball
 * @param recall share of real images inside a synthetic ball
 * @param density pairs of a real ball and a synthetic image in it, over k · M
 * @param coverage share of real images whose ball holds a synthetic image
 * @param expectedCoverage what coverage is for equal distributions
 * @param realismMedian median over synthetic images of their greatest r/d
 * @param withoutRadius images of both sets with fewer than k candidates
 */
public record ManifoldAtK(
    int k,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double density,
    @Nullable Double coverage,
    @Nullable Double expectedCoverage,
    @Nullable Double realismMedian,
    Copies copies,
    long withoutRadius)
    implements Serializable {}
