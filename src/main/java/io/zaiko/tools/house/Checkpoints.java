package io.zaiko.tools.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The completed checkpoints of all jobs that ran in this house: {@code <job id>/chk-<n>/_metadata}.
 * The engine writes the metadata last and in one move, so what has it is complete.
 */
record Checkpoints(Path folder) {

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
   * Deletes what the jobs before this one left. A job that was restored without claiming is
   * independent of them from its first checkpoint on; before that nothing is deleted.
   */
  void forgetJobsBefore(String jobId) {
    if (!anyOf(jobId)) {
      return;
    }
    for (Path job : children(folder)) {
      if (!job.getFileName().toString().equals(jobId)) {
        Home.wipe(job);
      }
    }
  }

  private List<Completed> completed() {
    return children(folder).stream()
        .flatMap(job -> children(job).stream())
        .filter(path -> path.getFileName().toString().matches("chk-\\d+"))
        .flatMap(path -> completed(path).stream())
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
