package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final String USED = "0cf4523f-7070-40ce-b7e6-ac31f895a536";
  private static final String UNUSED = "d3cd5def-7778-4ad0-b73c-d965e1273eae";

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

  /** Until then a checkpoint under way may use what the last one does not name. */
  @Test
  void earlier_jobs_are_forgotten_when_the_engine_has_let_their_last_checkpoint_go()
      throws IOException {
    complete("job-a", 9, 100);
    file("job-b/shared", USED);
    checkpoints.forgetJobsBefore("job-b");
    complete("job-b", 18, 200);
    checkpoints.forgetJobsBefore("job-b");
    assertThat(path("job-a", 9).resolve("_metadata")).exists();

    complete("job-b", 19, 300);
    checkpoints.forgetJobsBefore("job-b");
    assertThat(folder.resolve("job-a")).doesNotExist();
    assertThat(path("job-b", 19).resolve("_metadata")).exists();
  }

  @Test
  void a_file_of_an_earlier_job_stays_as_long_as_a_checkpoint_uses_it() throws IOException {
    complete("job-a", 9, 100);
    file("job-a/dstl", USED);
    file("job-a/shared", UNUSED);
    Path metadata = complete("job-b", 30, 200);
    Files.write(metadata, new byte[] {0, 36, -1, 'j', 'o', 'b', '-', 'a', '/'});
    Files.writeString(metadata, USED + "\u0000", StandardOpenOption.APPEND);

    checkpoints.forgetJobsBefore("job-b");

    assertThat(folder.resolve("job-a/dstl").resolve(USED)).exists();
    assertThat(folder.resolve("job-a/shared")).doesNotExist();
    assertThat(path("job-a", 9)).doesNotExist();

    complete("job-b", 30, 300);
    checkpoints.forgetJobsBefore("job-b");
    assertThat(folder.resolve("job-a")).doesNotExist();
  }

  private void file(String inFolder, String name) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(inFolder)).resolve(name), "state");
  }

  private Path complete(String job, long number, long atSeconds) throws IOException {
    Path metadata = Files.createDirectories(path(job, number)).resolve("_metadata");
    Files.writeString(metadata, "state");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(atSeconds * 1_000));
    return metadata;
  }

  private Path path(String job, long number) {
    return folder.resolve(job).resolve("chk-" + number);
  }
}
