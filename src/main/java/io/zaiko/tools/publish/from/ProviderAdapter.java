package io.zaiko.tools.publish.from;

/** Turns the lines of one provider into payments. A line is taken as a whole or not at all. */
public interface ProviderAdapter {
  /** What a line says of payments. */
  Told read(String line) throws NotTaken;
}
