package io.zaiko.domain.stock;

import java.util.List;

/**
 * What a shelf remembers of the trade of its location.
 *
 * @param groups the groups of locations that it last contributed to
 * @param waiting units of orders that an alert last said to wait at the closed location; 0 while
 *     none stands
 * @param alertRevision revision of that alert; 0 before the first
 * @param oversold what people were told of orders that the shelf can not serve
 */
public record Trading(
    List<String> groups, long waiting, long alertRevision, ToldOversold oversold) {

  /** In no group, nothing told. */
  public static final Trading NONE = new Trading(List.of(), 0, 0, ToldOversold.NOTHING);

  /** Absent in an old savepoint means none, and nothing told. */
  public Trading {
    groups = groups == null ? List.of() : groups;
    oversold = oversold == null ? ToldOversold.NOTHING : oversold;
  }
}
