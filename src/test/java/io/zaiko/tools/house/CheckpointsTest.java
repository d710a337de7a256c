package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() {
    checkpoints = new Checkpoints(folder);
  }

  @Test
  void there_is_none_before_the_first() {
    assertThat(checkpoints.newest()).isEmpty();
    assertThat(new Checkpoints(folder.resolve("absent")).newest()).isEmpty();
  }

  @Test
  void an_unfinished_checkpoint_is_passed_over() throws IOException {
    complete("job-a", 7, 100);
    Files.createDirectories(folder.resolve("job-a/chk-8"));
    Files.createDirectories(folder.resolve("job-a/shared"));

    assertThat(checkpoints.newest()).map(Checkpoints.Completed::number).contains(7L);
  }

  @Test
  void the_newest_is_the_last_written_not_the_highest_number() throws IOException {
    complete("job-a", 99, 100);
    complete("job-b", 3, 200);

    assertThat(checkpoints.newest()).map(Checkpoints.Completed::path).contains(path("job-b", 3));
  }

  @Test
  void of_two_written_at_the_same_moment_the_higher_number_is_newer() throws IOException {
    complete("job-a", 9, 100);
    complete("job-a", 10, 100);

    assertThat(checkpoints.newest()).map(Checkpoints.Completed::number).contains(10L);
  }

  @Test
  void earlier_jobs_are_forgotten_only_when_the_job_has_a_checkpoint_of_its_own()
      throws IOException {
    complete("job-a", 9, 100);
    Files.createDirectories(folder.resolve("job-b/shared"));
    checkpoints.forgetJobsBefore("job-b");
    assertThat(path("job-a", 9)).exists();

    complete("job-b", 10, 200);
    checkpoints.forgetJobsBefore("job-b");
    assertThat(folder.resolve("job-a")).doesNotExist();
    assertThat(path("job-b", 10).resolve("_metadata")).exists();
  }

  private void complete(String job, long number, long atSeconds) throws IOException {
    Path metadata = Files.createDirectories(path(job, number)).resolve("_metadata");
    Files.writeString(metadata, "state");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(atSeconds * 1_000));
  }

  private Path path(String job, long number) {
    return folder.resolve(job).resolve("chk-" + number);
  }
}
