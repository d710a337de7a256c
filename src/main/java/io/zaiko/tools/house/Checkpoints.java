package io.zaiko.tools.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The completed checkpoints of all runs of a job in this house: {@code <job id>/chk-<n>/_metadata}.
 * The engine writes the metadata last and in one move, so what has it was complete. Of an older one
 * of an earlier job the engine may have deleted files since, and then it cannot be restored.
 */
record Checkpoints(Path folder, Predicate<String> isOwn) {
  /** In checkpoint numbers: more than {@code execution.checkpointing.num-retained}. */
  static final long LET_GO_AFTER = 10;

  private static final Pattern FILE_NAME =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Of a folder in which one job ran. */
  Checkpoints(Path folder) {
    this(folder, run -> true);
  }

  /** One completed checkpoint. */
  record Completed(Path path, String jobId, long number, FileTime written) {}

  /** The one to continue from; empty where no job has completed any. */
  Optional<Completed> newest() {
    return newestFirst().stream().findFirst();
  }

  /** All that are kept. */
  List<Completed> newestFirst() {
    return completed().stream()
        .sorted(
            Comparator.comparing(Completed::written).thenComparing(Completed::number).reversed())
        .toList();
  }

  /** True where a job has completed one of its own. */
  boolean anyOf(String jobId) {
    return completed().stream().anyMatch(one -> one.jobId().equals(jobId));
  }

  /**
   * Deletes what the jobs before this one left and this one does not use. A job makes the
   * checkpoint it continued from its own, and goes on using its files until the state in them has
   * changed; each file that it uses is named in its checkpoints. Nothing is deleted while its first
   * ones are made, nor where its newest is gone before it was read: those that the engine has made
   * since are not known then.
   */
  void forgetJobsBefore(String jobId) {
    List<Path> before =
        runs().stream().filter(job -> !job.getFileName().toString().equals(jobId)).toList();
    List<Completed> all = completed();
    long own = newestNumber(all.stream().filter(one -> one.jobId().equals(jobId)));
    long others = newestNumber(all.stream().filter(one -> !one.jobId().equals(jobId)));
    if (before.isEmpty() || own < others + LET_GO_AFTER) {
      return;
    }
    Set<String> used = new HashSet<>();
    for (Completed one : all) {
      if (one.jobId().equals(jobId) && !addFileNames(one, used) && one.number() == own) {
        return;
      }
    }
    before.forEach(job -> Home.wipeBut(job, file -> used.contains(file.getFileName().toString())));
  }

  private static long newestNumber(Stream<Completed> some) {
    return some.mapToLong(Completed::number).max().orElse(0);
  }

  /**
   * Adds the names of state files that a checkpoint's metadata has: the engine calls them by UUIDs.
   *
   * @return false where the engine has just let the checkpoint go
   */
  private static boolean addFileNames(Completed one, Set<String> names) {
    try {
      String metadata =
          Files.readString(one.path().resolve("_metadata"), StandardCharsets.ISO_8859_1);
      FILE_NAME.matcher(metadata).results().map(MatchResult::group).forEach(names::add);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Completed> completed() {
    return runs().stream()
        .flatMap(job -> children(job).stream())
        .filter(path -> path.getFileName().toString().matches("chk-\\d+"))
        .flatMap(path -> completed(path).stream())
        .toList();
  }

  private List<Path> runs() {
    return children(folder).stream()
        .filter(run -> isOwn.test(run.getFileName().toString()))
        .toList();
  }

  private static String job(Path path) {
    Path folder = path.getParent();
    return folder == null ? "" : folder.getFileName().toString();
  }

  private static Optional<Completed> completed(Path path) {
    try {
      return Optional.of(
          new Completed(
              path,
              job(path),
              Long.parseLong(path.getFileName().toString().substring("chk-".length())),
              Files.getLastModifiedTime(path.resolve("_metadata"))));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // in progress, or deleted while we look
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isDirectory).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
