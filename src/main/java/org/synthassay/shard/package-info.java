/** Containers (folders, archives, tables) to encoded images; no Spark. */
@NullMarked
package org.synthassay.shard;

import org.jspecify.annotations.NullMarked;
