package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;

/**
 * What an alert that speaks of units last said.
 *
 * @param units that it spoke of; 0 while none stands
 * @param revision of it; 0 before the first
 * @param status where it stands; before the first it has none, and this is not looked at
 */
public record ToldUnits(long units, long revision, Alert.Status status) {

  /** Nothing told. */
  public static final ToldUnits NOTHING = new ToldUnits(0, 0, Alert.Status.RETRACTED);

  /** A further revision of an alert that stands for as long as there are units. */
  ToldUnits next(long nowUnits) {
    Alert.Status nowStatus = nowUnits > 0 ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED;
    return new ToldUnits(nowUnits, revision + 1, nowStatus);
  }

  /** What is to be said now; this itself where that is nothing new. */
  ToldUnits next(long nowUnits, Alert.Status nowStatus) {
    boolean isNoNews = nowUnits == units && (revision == 0 ? nowUnits == 0 : nowStatus == status);
    return isNoNews ? this : new ToldUnits(nowUnits, revision + 1, nowStatus);
  }
}
