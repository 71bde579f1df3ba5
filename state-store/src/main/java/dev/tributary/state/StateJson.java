// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pipeline states as JSON text and back. The text says the version of its form; every form that was
 * ever written stays readable, and a newer one is refused rather than half understood.
 */
public final class StateJson {

  private static final int FORM = 1;

  private StateJson() {}

  /**
   * @throws TributaryException {@code LIMIT_REACHED} when it is more than {@link PlainJson} writes
   */
  public static String write(PipelineState state) {
    return PlainJson.write(toFields(state));
  }

  /**
   * @throws TributaryException {@code STATE_UNREADABLE} when the text is no state, or of a newer
   *     form
   */
  public static PipelineState read(String text) {
    return fromFields(PlainJson.read(text));
  }

  static Fields toFields(PipelineState state) {
    Map<String, Fields> streams = new LinkedHashMap<>();
    state.streams().forEach((name, stream) -> streams.put(name, plain(stream)));
    Fields plain =
        Fields.of("version", FORM).with("revision", state.version()).with("streams", streams);
    Fields leased = state.lease().map(lease -> plain.with("lease", plain(lease))).orElse(plain);
    return leased.with("credentials", state.credentials());
  }

  static PipelineState fromFields(Fields plain) {
    Forms.checkVersion(
        "state", plain, FORM, "version", "revision", "streams", "lease", "credentials");
    Map<String, StreamState> streams = new LinkedHashMap<>();
    Fields named = plain.fields("streams");
    named.names().forEach(name -> streams.put(name, stream(named.fields(name))));
    Map<String, String> credentials = new LinkedHashMap<>();
    Fields sealed = plain.fields("credentials");
    sealed.names().forEach(name -> credentials.put(name, sealed.text(name)));
    Optional<Lease> lease = plain.optionalFields("lease").map(StateJson::lease);
    return new PipelineState(revision(plain), streams, lease, credentials);
  }

  private static Fields plain(StreamState stream) {
    Fields plain =
        Fields.of("complete", stream.complete().value())
            .with("position", stream.position().fields())
            .with("prepared", stream.prepared().value())
            .with("history", stream.history().stream().map(StateJson::plain).toList());
    return stream.notes().names().isEmpty() ? plain : plain.with("notes", stream.notes());
  }

  private static Fields plain(StreamState.Entry entry) {
    return Fields.of("load", entry.load().value())
        .with("position", entry.position().fields())
        .with("when", entry.when().toString());
  }

  private static Fields plain(Lease lease) {
    return Fields.of("holder", lease.holder())
        .with("host", lease.host())
        .with("pid", lease.pid())
        .with("since", lease.since().toString())
        .with("until", lease.until().toString());
  }

  private static StreamState stream(Fields plain) {
    Forms.check("stream", plain, "complete", "position", "prepared", "history", "notes");
    List<StreamState.Entry> history =
        plain.list("history", Fields.class).stream().map(StateJson::entry).toList();
    return new StreamState(
        new LoadId(plain.text("complete")),
        new Position(plain.fields("position")),
        new LoadId(plain.text("prepared")),
        history,
        plain.optionalFields("notes").orElse(Fields.empty()));
  }

  private static StreamState.Entry entry(Fields plain) {
    Forms.check("history entry", plain, "load", "position", "when");
    return new StreamState.Entry(
        new LoadId(plain.text("load")),
        new Position(plain.fields("position")),
        instant(plain, "when"));
  }

  private static Lease lease(Fields plain) {
    Forms.check("lease", plain, "holder", "host", "pid", "since", "until");
    return new Lease(
        plain.text("holder"),
        plain.text("host"),
        plain.number("pid"),
        instant(plain, "since"),
        instant(plain, "until"));
  }

  private static long revision(Fields plain) {
    long revision = plain.number("revision");
    if (revision < 0) {
      throw Forms.unreadable("a state has revision " + revision);
    }
    return revision;
  }

  private static Instant instant(Fields plain, String name) {
    try {
      return Instant.parse(plain.text(name));
    } catch (DateTimeException e) {
      throw Forms.unreadable("'" + name + "' is '" + plain.text(name) + "', no point in time", e);
    }
  }
}
