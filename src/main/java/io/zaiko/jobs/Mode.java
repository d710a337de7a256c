package io.zaiko.jobs;

/** Which clock a job follows; fixed when it starts. */
public enum Mode {
  /** The wall clock is one of the sources. */
  LIVE,
  /** Time is what the records say. */
  REPLAY
}
