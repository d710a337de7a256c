package io.zaiko.domain.group;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members in memory. */
final class MemoryMembers implements Members {

  private final Map<String, Member> members = new HashMap<>();

  @Override
  public @Nullable Member member(String locationId) {
    return members.get(locationId);
  }

  @Override
  public Iterable<Member> all() {
    return members.values();
  }

  @Override
  public void put(String locationId, Member member) {
    members.put(locationId, member);
  }

  @Override
  public void remove(String locationId) {
    members.remove(locationId);
  }

  int size() {
    return members.size();
  }
}
