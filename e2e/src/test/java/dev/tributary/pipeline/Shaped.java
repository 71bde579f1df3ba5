// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Shape;

/** The door to the builder's seam for shapes, which is not public yet. */
public final class Shaped {

  private Shaped() {}

  public static PipelineBuilder by(Shape shape, PipelineBuilder builder) {
    return builder.shape(shape);
  }
}
