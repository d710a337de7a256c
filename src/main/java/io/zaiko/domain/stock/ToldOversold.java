package io.zaiko.domain.stock;

/**
 * What people were last told of orders that a shelf can not serve.
 *
 * @param units that can not be served; 0 while no alert stands
 * @param allocated units of the shelf when its order lines were last looked at; 0 while no alert
 *     stands. While neither number changes, no line can have come or gone
 * @param losers a digest of the order lines that lose, and of how much; 0 while no alert stands
 * @param revision of the alert; 0 before the first
 */
public record ToldOversold(long units, long allocated, long losers, long revision) {

  /** Nothing told. */
  public static final ToldOversold NOTHING = new ToldOversold(0, 0, 0, 0);
}
