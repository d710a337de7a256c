package io.zaiko.domain.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.StockStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupSumTest {

  private static final long EPOCH = 7;
  private static final long LOW = 3;

  private final MemoryMembers members = new MemoryMembers();
  private GroupSum group = GroupSum.EMPTY;

  @Test
  void members_add_up_number_by_number() {
    say("A", new Share(new Buckets(10, 1, 2, 0, 0, 3, 4), 1, 3, Map.of()), 20, 1);
    GroupImage image =
        told(say("B", new Share(new Buckets(5, 0, 0, 1, 1, 1, 0), 0, 2, Map.of()), 10, 1));
    assertThat(image)
        .isEqualTo(
            new GroupImage(
                "north",
                "TEA",
                new Buckets(15, 1, 2, 1, 1, 4, 4),
                1,
                5,
                Map.of(),
                StockStatus.IN_STOCK,
                2,
                20,
                EPOCH,
                2,
                false));
  }

  @Test
  void a_member_that_speaks_again_replaces_what_it_said() {
    say("A", units(10), 10, 1);
    GroupImage image = told(say("A", units(4), 11, 2));
    assertThat(image.availableToSell()).isEqualTo(4);
    assertThat(image.locations()).isEqualTo(1);
  }

  @Test
  void what_was_said_already_is_not_told_again() {
    say("A", units(10), 10, 1);
    assertThat(say("A", units(10), 10, 1)).isNull();
    assertThat(group.version()).isEqualTo(1);
  }

  @Test
  void what_is_older_than_what_the_member_said_last_changes_nothing() {
    say("A", units(10), 10, 5);
    assertThat(say("A", units(4), 10, 4)).isNull();
    assertThat(take(new Contribution("north", "TEA", "A", null, 10, EPOCH - 1, 9))).isNull();
    assertThat(group.sum().availableToSell()).isEqualTo(10);
  }

  @Test
  void the_first_word_of_a_new_attempt_is_told_also_without_news() {
    say("A", units(10), 10, 1);
    Contribution same = new Contribution("north", "TEA", "A", units(10), 10, EPOCH + 1, 2);
    GroupStep step = group.apply(same, members, EPOCH + 1, 0, LOW);
    assertThat(step.image()).isNotNull();
    assertThat(step.next().version()).isEqualTo(2);
  }

  @Test
  void the_last_to_leave_leaves_a_tombstone_and_the_version_goes_on() {
    say("A", units(10), 10, 1);
    say("B", units(1), 30, 1);
    assertThat(told(say("B", null, 30, 1)).withdrawn()).isFalse();
    assertThat(told(say("A", null, 10, 1)).withdrawn()).isTrue();
    assertThat(members.size()).isZero();
    assertThat(group.sum()).isEqualTo(Sum.NONE);
    assertThat(told(say("A", units(2), 10, 2)).version()).isEqualTo(4);
  }

  @Test
  void who_never_came_cannot_leave() {
    assertThat(say("A", null, 10, 1)).isNull();
    assertThat(group).isEqualTo(GroupSum.EMPTY);
  }

  @Test
  void the_business_time_is_that_of_the_newest_member_also_when_the_newest_leaves() {
    say("A", units(1), 10, 1);
    say("B", units(1), 30, 1);
    say("C", units(1), 20, 1);
    assertThat(told(say("B", null, 30, 1)).asOfMicros()).isEqualTo(20);
    assertThat(told(say("A", null, 10, 1)).asOfMicros()).isEqualTo(20);
  }

  @Test
  void what_one_member_owes_is_taken_off_what_another_has() {
    say("A", units(-5), 10, 1);
    GroupImage image = told(say("B", units(5), 10, 1));
    assertThat(image.availableToSell()).isZero();
    assertThat(image.status()).isEqualTo(StockStatus.OUT_OF_STOCK);
  }

  @Test
  void what_is_asked_of_the_group_itself_is_promised_by_no_location() {
    GroupImage image = told(say("north", Share.ofOrders(3), 40, 1));
    assertThat(image.availableToSell()).isEqualTo(-3);
    assertThat(image.balances().allocated()).isEqualTo(3);
    assertThat(image.locations()).isZero();
    assertThat(image.channels()).isEmpty();
    assertThat(image.withdrawn()).isFalse();
    image = told(say("A", offering(10, Map.of("web", 6L, "app", 2L)), 10, 1));
    assertThat(image.availableToSell()).isEqualTo(7);
    assertThat(image.locations()).isOne();
    assertThat(image.asOfMicros()).isEqualTo(40);
    assertThat(image.channels()).isEqualTo(Map.of("web", 3L, "app", 0L));
    image = told(say("north", null, 40, 2));
    assertThat(image.channels()).isEqualTo(Map.of("web", 6L, "app", 2L));
    assertThat(image.asOfMicros()).isEqualTo(10);
    assertThat(told(say("A", null, 10, 2)).withdrawn()).isTrue();
    assertThat(group.sum()).isEqualTo(Sum.NONE);
  }

  @Test
  void orders_that_no_member_waits_for_keep_the_group() {
    say("A", units(10), 10, 1);
    say("north", Share.ofOrders(3), 40, 1);
    GroupImage image = told(say("A", null, 10, 2));
    assertThat(image.withdrawn()).isFalse();
    assertThat(image.locations()).isZero();
    assertThat(told(say("north", null, 40, 2)).withdrawn()).isTrue();
  }

  @Test
  void the_status_follows_the_sum() {
    assertThat(told(say("A", units(3), 10, 1)).status()).isEqualTo(StockStatus.LOW_STOCK);
    assertThat(told(say("B", units(1), 10, 1)).status()).isEqualTo(StockStatus.IN_STOCK);
    assertThat(told(say("B", units(-4), 10, 2)).status()).isEqualTo(StockStatus.OUT_OF_STOCK);
  }

  @Test
  void a_member_that_does_not_name_a_channel_lets_it_sell_what_is_free() {
    say("A", offering(10, Map.of("web", 6L)), 10, 1);
    GroupImage image = told(say("B", offering(5, Map.of()), 10, 1));
    assertThat(image.channels()).isEqualTo(Map.of("web", 11L));
    image = told(say("C", offering(-2, Map.of("app", 0L)), 10, 1));
    assertThat(image.channels()).isEqualTo(Map.of("web", 11L, "app", 15L));
  }

  @Test
  void a_channel_that_nobody_names_any_more_is_gone() {
    say("A", offering(10, Map.of("web", 6L)), 10, 1);
    GroupImage image = told(say("A", offering(10, Map.of("app", 6L)), 10, 2));
    assertThat(image.channels()).isEqualTo(Map.of("app", 6L));
  }

  @Test
  void shelves_at_their_limit_do_not_stop_the_others() {
    Share full = new Share(new Buckets(Buckets.LIMIT, 0, 0, 0, 0, 0, 0), 0, 1, Map.of());
    for (int i = 0; i < 12; i++) {
      say("L" + i, full, 10, 1);
    }
    for (int i = 0; i < 11; i++) {
      say("L" + i, null, 10, 1);
    }
    assertThat(group.sum().balances().onHand()).isEqualTo(Buckets.LIMIT);
  }

  private @Nullable GroupImage say(
      String location, @Nullable Share share, long asOf, long version) {
    return take(new Contribution("north", "TEA", location, share, asOf, EPOCH, version));
  }

  private @Nullable GroupImage take(Contribution contribution) {
    GroupStep step = group.apply(contribution, members, EPOCH, 0, LOW);
    group = step.next();
    return step.image();
  }

  private static GroupImage told(@Nullable GroupImage image) {
    assertThat(image).isNotNull();
    return image;
  }

  private static Share units(long units) {
    return offering(units, Map.of());
  }

  private static Share offering(long units, Map<String, Long> channels) {
    return new Share(new Buckets(units, 0, 0, 0, 0, 0, 0), 0, units, channels);
  }
}
