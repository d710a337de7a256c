package io.zaiko.tools.replay;

import io.zaiko.avro.AdjustmentReason;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the stock codes and the clerks' notes of UCI Online Retail mean. */
final class UciCodes {
  private static final Set<String> NO_GOODS =
      Set.of(
          "POST",
          "DOT",
          "M",
          "m",
          "C2",
          "D",
          "S",
          "B",
          "BANK CHARGES",
          "AMAZONFEE",
          "CRUK",
          "PADS");

  private static final Pattern DAMAGE =
      Pattern.compile(
          "dam[a-z]*g|dagam|smash|crush|broke|break|crack|wet|water|rust|mou?ld|throw|destroy"
              + "|unsale?able|faulty|smudge");

  private static final Pattern SHRINK =
      Pattern.compile("missing|lost|can't find|mia\\b|myster|given away|sample|display|showroom");

  private UciCodes() {}

  /** False for postage, fees, discounts, vouchers and manual entries. */
  static boolean isGoods(String code) {
    return !NO_GOODS.contains(code) && !code.startsWith("gift_0001_") && !code.startsWith("DCGS");
  }

  /** The reason that a note suggests; CORRECTION where it says nothing of what happened. */
  static AdjustmentReason reason(String note) {
    String said = note.toLowerCase(Locale.ROOT);
    if (DAMAGE.matcher(said).find()) {
      return AdjustmentReason.DAMAGE;
    }
    return SHRINK.matcher(said).find() ? AdjustmentReason.SHRINK : AdjustmentReason.CORRECTION;
  }
}
