package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.util.Properties;

/**
 * The mode of the state that is kept here. It is fixed once a job has been submitted: time that
 * came from records cannot become the clock's.
 */
record ModeLock(PropertiesFile file) {
  private static final String MODE = "mode";

  /**
   * Lets pass what may be started here.
   *
   * @throws UserError where a job was submitted in the other mode
   */
  void demand(String mode) {
    String before = kept().getProperty(MODE, mode);
    if (!before.equals(mode)) {
      throw new UserError(
          "the job here was started in "
              + before
              + " mode, which stays; add --fresh to delete its state and start in "
              + mode
              + " mode");
    }
  }

  /** Fixes the mode until the state is deleted. */
  void fix(String mode) {
    Properties kept = kept();
    kept.setProperty(MODE, mode);
    file.write(kept);
  }

  private Properties kept() {
    return file.read().orElseGet(Properties::new);
  }
}
