package io.zaiko.tools.replay;

import io.zaiko.tools.UserError;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data sets that can be replayed. */
enum Dataset {
  /** A year of a UK wholesaler. */
  UCI("uci"),
  /** Its first month, bundled with the program. */
  UCI_DECEMBER("uci-december"),
  /** Two years of 24 grocery stores with shipments. */
  FOODMART("foodmart"),
  /** Eight weeks of three channels. */
  TPCDS("tpcds");

  private static final String TPCDS_FOLDER = "tpcds_sf1_omnichannel";
  private static final String BUNDLED = "/bundled/uci-online-retail-2010-12.csv.gz";

  private final String word;

  Dataset(String word) {
    this.word = word;
  }

  /** The name on the command line. */
  String word() {
    return word;
  }

  /** The set of a name. */
  static Dataset of(String word) {
    return Arrays.stream(values())
        .filter(set -> set.word.equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "there is no data set "
                        + word
                        + "; use one of "
                        + Arrays.stream(values())
                            .map(Dataset::word)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * The set as events.
   *
   * @param data the folder given on the command line
   * @param numbered whether sources number their records
   */
  Adapter adapter(@Nullable Path data, boolean numbered) {
    return adapter(data, numbered, false);
  }

  /**
   * The set as events.
   *
   * @param counted whether its snapshots of stock are sent as counts; only TPC-DS has some
   */
  Adapter adapter(@Nullable Path data, boolean numbered, boolean counted) {
    if (counted && this != TPCDS) {
      throw new UserError("--counts needs a set with snapshots of stock, which only tpcds has");
    }
    DataFolder folder = DataFolder.locate(data);
    return switch (this) {
      case UCI -> new UciAdapter(folder.set("uci_online_retail").apply("events.csv.gz"), numbered);
      case UCI_DECEMBER -> new UciAdapter(Dataset::bundled, numbered);
      case FOODMART -> new FoodMartAdapter(folder.set("foodmart"), numbered);
      case TPCDS -> new TpcdsAdapter(folder.set(TPCDS_FOLDER), numbered, counted);
    };
  }

  /**
   * What a correct run must find.
   *
   * @param data the folder given on the command line
   * @param opening units of every shelf before the first event
   */
  DatasetAnswers answers(@Nullable Path data, long opening) {
    return switch (this) {
      case UCI -> UciAnswers.year(opening);
      case UCI_DECEMBER -> UciAnswers.december();
      case FOODMART -> FoodMartAnswers.all();
      case TPCDS ->
          TpcdsAnswers.all(
              TpcdsRefusals.of(DataFolder.locate(data).set(TPCDS_FOLDER).apply("events.csv.gz")));
    };
  }

  /** What a correct run of TPC-DS with its snapshots as counts must find. */
  static DatasetAnswers answersWithCounts(@Nullable Path data) {
    Function<String, Rows.Origin> files = DataFolder.locate(data).set(TPCDS_FOLDER);
    return TpcdsAnswers.withCounts(
        TpcdsRefusals.of(files.apply("events.csv.gz")),
        TpcdsRefusals.ofSnapshots(files.apply(TpcdsAdapter.SNAPSHOTS)));
  }

  private static InputStream bundled() {
    InputStream stream = Dataset.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new IllegalStateException(BUNDLED + " is not on the class path");
    }
    return stream;
  }
}
