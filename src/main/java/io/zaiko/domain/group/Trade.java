package io.zaiko.domain.group;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.OpenLine;
import io.zaiko.domain.stock.Oversold;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfId;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Trading;
import io.zaiko.domain.stock.WaitingOrders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a shelf for the groups of its location and for the orders that it is to serve.
 *
 * <pre>
 *   an image                     every group gets the new share
 *   a group joined               gets the share as it stands
 *   a group left, the location
 *   closed, the shelf withdrawn  gets its share back
 * </pre>
 *
 * <p>A shelf may bear the name of a group, for orders that no location serves yet. The group gets
 * the units of these orders as a share of no location, at each word of the shelf: it has no image
 * that would say what is new.
 *
 * @param next what the shelf is to remember
 * @param contributions what its groups are told
 * @param alerts what people are told
 */
public record Trade(Trading next, List<Contribution> contributions, List<Alert> alerts) {

  /**
   * Whether nothing can follow: the shelf is in no group and bears the name of none, was in none,
   * its location is open, and it can serve all orders and could before.
   */
  public static boolean isOfNoConcern(Shelf shelf, ShelfView view) {
    Trading before = shelf.trading();
    return view.open()
        && view.groups().isEmpty()
        && !view.ofGroup()
        && before.groups().isEmpty()
        && before.waiting() == 0
        && before.oversold().units() == 0
        && Oversold.units(shelf, view) == 0;
  }

  /**
   * What follows.
   *
   * @param shelf after all that happened to it
   * @param image what the channels were just told of it; null where nothing
   * @param cause what happened
   * @param lines the open order lines of the shelf, read only where orders wait or can not be
   *     served
   */
  public static Trade of(
      ShelfId id,
      Shelf shelf,
      ShelfView view,
      @Nullable Image image,
      Cause cause,
      Iterable<OpenLine> lines) {
    Trading before = shelf.trading();
    boolean isMember = shelf.counts(view) && view.open();
    List<String> groups = isMember ? groupsOf(id, shelf, view) : List.of();
    if (image == null && !shelf.isAsShown(view)) {
      // It joins with the image that the sweep is about to make: if the rule that makes it is taken
      // back before that, nobody would correct what a group was told by it.
      groups = groups.stream().filter(before.groups()::contains).toList();
    }
    List<Contribution> contributions = new ArrayList<>();
    for (String left : before.groups()) {
      if (!groups.contains(left)) {
        contributions.add(contribution(id, left, shelf, view, null));
      }
    }
    boolean hasJoined = !before.groups().containsAll(groups);
    boolean isTold = image != null || view.ofGroup();
    if (isTold && !groups.isEmpty() || hasJoined) {
      Share share = share(image == null ? shelf.standing(id, view, cause) : image);
      for (String group : groups) {
        if (isTold || !before.groups().contains(group)) {
          boolean isIn = view.groups().contains(group);
          Share told = isIn ? share : Share.ofOrders(shelf.balances().allocated());
          contributions.add(contribution(id, group, shelf, view, told));
        }
      }
    }
    List<Alert> alerts = new ArrayList<>(0);
    long waiting = WaitingOrders.units(shelf, view);
    boolean isNews = waiting != before.waiting();
    if (isNews) {
      alerts.add(WaitingOrders.alert(id, shelf, view, waiting, lines));
    }
    Oversold oversold = Oversold.of(id, shelf, view, lines);
    if (oversold.alert() != null) {
      alerts.add(oversold.alert());
    }
    long revision = isNews ? before.alertRevision() + 1 : before.alertRevision();
    Trading next = new Trading(List.copyOf(groups), waiting, revision, oversold.told());
    return new Trade(next, contributions, alerts);
  }

  /** Those that its location is in, and the one whose name it bears while orders ask for it. */
  private static List<String> groupsOf(ShelfId id, Shelf shelf, ShelfView view) {
    String name = id.locationId();
    boolean isAsked = view.ofGroup() && shelf.balances().allocated() != 0;
    if (!isAsked || view.groups().contains(name)) {
      return view.groups();
    }
    List<String> groups = new ArrayList<>(view.groups());
    groups.add(name);
    return groups;
  }

  private static Share share(Image image) {
    return new Share(
        image.balances(), image.safetyStock(), image.availableToSell(), image.channels());
  }

  private static Contribution contribution(
      ShelfId id, String group, Shelf shelf, ShelfView view, @Nullable Share share) {
    return new Contribution(
        group, id.sku(), id.locationId(), share, shelf.asOfMicros(), view.epoch(), shelf.version());
  }
}
