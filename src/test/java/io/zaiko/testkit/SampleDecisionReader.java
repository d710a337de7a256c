package io.zaiko.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The sample reader of decisions in {@code docs}, called as a subscriber's program calls it. */
public final class SampleDecisionReader implements AutoCloseable {
  private static final Path SAMPLES = Path.of("docs", "clients", "java");

  private final URLClassLoader loader;
  private final AutoCloseable sample;

  private SampleDecisionReader(URLClassLoader loader, AutoCloseable sample) {
    this.loader = loader;
    this.sample = sample;
  }

  /**
   * Compiles a sample as it stands.
   *
   * @return the compiler's exit code, 0 for none of its complaints
   */
  public static int compile(String name, Path classes) {
    return ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "-d",
            classes.toString(),
            SAMPLES.resolve(name + ".java").toString());
  }

  /** Connects one that begins with what was committed. */
  public static SampleDecisionReader connect(String bootstrap, String registry)
      throws ReflectiveOperationException {
    try {
      Path classes = Files.createTempDirectory("zaiko-sample-");
      if (compile("DecisionReader", classes) != 0) {
        throw new IllegalStateException("DecisionReader does not compile");
      }
      URL[] compiled = {classes.toUri().toURL()};
      URLClassLoader loader =
          new URLClassLoader(compiled, SampleDecisionReader.class.getClassLoader());
      Object made =
          loader
              .loadClass("DecisionReader")
              .getConstructor(String.class, String.class)
              .newInstance(bootstrap, registry);
      return new SampleDecisionReader(loader, (AutoCloseable) made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what there is now, for some milliseconds. */
  public void poll() throws ReflectiveOperationException {
    sample.getClass().getMethod("poll").invoke(sample);
  }

  /** What it holds to be so now; null where it knows of nothing. */
  public @Nullable GenericRecord current(String reservation) throws ReflectiveOperationException {
    return asked("current", reservation);
  }

  /** What it says will not be taken back; null where there is nothing. */
  public @Nullable GenericRecord committed(String reservation) throws ReflectiveOperationException {
    return asked("committed", reservation);
  }

  private @Nullable GenericRecord asked(String cursor, String reservation)
      throws ReflectiveOperationException {
    return (GenericRecord)
        sample.getClass().getMethod(cursor, String.class).invoke(sample, reservation);
  }

  @Override
  public void close() throws Exception {
    sample.close();
    loader.close();
  }
}
