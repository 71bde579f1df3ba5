// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.pipeline.Task.Reached;
import dev.tributary.pipeline.Task.SplitAt;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.StreamRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far the splits of one round have been read. Owned by one thread. */
final class RoundProgress {

  private final Round round;
  private final Position from;
  private final Map<Split, Position> reached = new HashMap<>();
  private final Set<Split> finished = new HashSet<>();

  RoundProgress(Round round, Position from) {
    this.round = round;
    this.from = from;
  }

  boolean isFinished() {
    return finished.size() == round.splits().size();
  }

  /** The splits still to read, each from where reading goes on, in their order. */
  List<SplitAt> remaining() {
    return round.splits().stream()
        .filter(split -> !finished.contains(split))
        .sorted(Comparator.comparingInt(Split::ordinal))
        .map(split -> new SplitAt(split, reached.getOrDefault(split, Position.START)))
        .toList();
  }

  void note(List<Reached> more) {
    if (more.isEmpty()) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "A pass over the splits of a round read none of them",
          "Report this to the author of the source");
    }
    for (Reached each : more) {
      reached.put(each.split(), each.position());
      if (each.finished()) {
        finished.add(each.split());
      }
    }
  }

  /** The stream's position, everything noted so far included. */
  Position position(Source source, StreamRequest request) {
    return reached.isEmpty() ? from : source.join(request, from, Map.copyOf(reached));
  }
}
