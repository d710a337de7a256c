package io.zaiko.tools.replay;

import io.zaiko.tools.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the large data sets lie: they are no part of the project. */
final class DataFolder {
  private static final String VARIABLE = "ZAIKO_DATA";

  private final Path folder;

  private DataFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder given, else that of the environment, else {@code shared/data} beside the project.
   */
  static DataFolder locate(@Nullable Path given) {
    if (given != null) {
      return new DataFolder(given);
    }
    String named = System.getenv(VARIABLE);
    return new DataFolder(
        named != null && !named.isBlank()
            ? Path.of(named)
            : project().resolveSibling("shared").resolve("data"));
  }

  /** The files of one data set. */
  Function<String, Rows.Origin> set(String name) {
    return file -> {
      Path path = folder.resolve(name).resolve(file);
      if (!Files.isReadable(path)) {
        throw new UserError(
            "cannot read "
                + path
                + "; name the folder that holds "
                + name
                + "/"
                + file
                + " with --data or "
                + VARIABLE);
      }
      return () -> Files.newInputStream(path);
    };
  }

  /** The project's folder as bin/zaiko names it, else the working directory. */
  private static Path project() {
    return Path.of(System.getProperty("zaiko.project", "")).toAbsolutePath().normalize();
  }
}
