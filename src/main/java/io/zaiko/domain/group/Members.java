package io.zaiko.domain.group;

import org.jspecify.annotations.Nullable;

/** The members of one group that have an image of one item, wherever they are kept. */
public interface Members {

  /** What a location last contributed; null where it is no member. */
  @Nullable Member member(String locationId);

  /** All of them; asked for only where the newest one left. */
  Iterable<Member> all();

  void put(String locationId, Member member);

  void remove(String locationId);
}
