package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which checkpoint to continue from: the newest that has not turned out to be unreadable. */
final class RestorePoint {
  private final Checkpoints checkpoints;
  private final Set<Path> unreadable = new HashSet<>();

  RestorePoint(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /**
   * Chooses; empty only where there is no checkpoint at all.
   *
   * @throws UserError where there are some and none can be read; the next choice begins with the
   *     newest again, because a disk may be back by then
   */
  Optional<Checkpoints.Completed> choose() {
    List<Checkpoints.Completed> all = checkpoints.newestFirst();
    Optional<Checkpoints.Completed> choice =
        all.stream().filter(one -> !unreadable.contains(one.path())).findFirst();
    if (choice.isEmpty() && !all.isEmpty()) {
      unreadable.clear();
      throw new UserError(
          "none of the "
              + all.size()
              + " checkpoints in "
              + checkpoints.folder()
              + " can be read; bring them back, or start from nothing with bin/zaiko up --fresh");
    }
    return choice;
  }

  /** Passes a checkpoint over from now on. */
  void refuse(Checkpoints.Completed checkpoint) {
    unreadable.add(checkpoint.path());
  }
}
