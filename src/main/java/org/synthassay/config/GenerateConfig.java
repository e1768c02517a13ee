package org.synthassay.config;

import java.io.Serializable;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.generator.GeneratorOptions;
import org.synthassay.generator.Plan;
import org.synthassay.generator.Quantise;
import org.synthassay.shard.MadeFormat;

/**
 * What {@code synthassay generate} draws, read and validated: every default is filled in.
 *
 * @param batch images a pass of a network, always as many
 * @param settings what decides the pictures, as one line of JSON, secrets masked
 * @param resolved the whole configuration as text, secrets masked
 * @param origins where each value was written
 */
public record GenerateConfig(
    String name,
    long seed,
    String output,
    Plan plan,
    MadeFormat format,
    GeneratorOptions generator,
    Quantise quantise,
    int batch,
    DeviceChoice device,
    String settings,
    String resolved,
    SettingOrigins origins)
    implements Serializable {}
