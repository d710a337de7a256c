package io.zaiko.operators;

import io.zaiko.domain.group.Member;
import io.zaiko.domain.group.Members;
import java.util.Objects;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** The members of the group at hand, in the engine's state. */
final class KeptMembers implements Members {

  private final MapState<String, Member> members;

  KeptMembers(MapState<String, Member> members) {
    this.members = members;
  }

  @Override
  public @Nullable Member member(String locationId) {
    return StateAccess.of(() -> members.get(locationId));
  }

  @Override
  public Iterable<Member> all() {
    return Objects.requireNonNull(StateAccess.of(members::values));
  }

  @Override
  public void put(String locationId, Member member) {
    StateAccess.run(() -> members.put(locationId, member));
  }

  @Override
  public void remove(String locationId) {
    StateAccess.run(() -> members.remove(locationId));
  }
}
