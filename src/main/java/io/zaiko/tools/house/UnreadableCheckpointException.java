package io.zaiko.tools.house;

/** The engine refused a job because it cannot read the checkpoint to continue from. */
final class UnreadableCheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableCheckpointException(String reason) {
    super(reason);
  }
}
