package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that holds everything a house on this machine keeps: data, checkpoints, logs. */
public record Home(Path root) {

  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder named by {@code ZAIKO_HOME}, else {@code .zaiko} in the project's folder. */
  public static Home locate() {
    String told = System.getProperty("zaiko.home", System.getenv("ZAIKO_HOME"));
    return new Home(
        told != null && !told.isBlank()
            ? Path.of(told)
            : Distribution.locate().root().resolve(".zaiko"));
  }

  /**
   * The addresses of the house that runs here.
   *
   * @throws UserError where none runs
   */
  public static Addresses addresses() {
    return locate()
        .running()
        .orElseThrow(() -> new UserError("Zaiko is not running; start it with bin/zaiko up"));
  }

  /** The addresses of the house in this folder; empty where none is ready. */
  public Optional<Addresses> running() {
    return addressesFile()
        .read()
        .map(Addresses::of)
        .filter(addresses -> ProcessHandle.of(addresses.pid()).isPresent());
  }

  /** The settings that {@code up} gave the job last, by key; empty where it never did. */
  public Map<String, String> jobSettings() {
    return settingsFile()
        .read()
        .map(
            settings ->
                settings.stringPropertyNames().stream()
                    .collect(Collectors.toMap(key -> key, settings::getProperty)))
        .orElse(Map.of());
  }

  /** What the job's {@code --settings} names. */
  PropertiesFile settingsFile() {
    return new PropertiesFile(conf().resolve("inventory.properties"));
  }

  PropertiesFile addressesFile() {
    return new PropertiesFile(run().resolve("addresses.properties"));
  }

  PropertiesFile childrenFile() {
    return new PropertiesFile(run().resolve("children.properties"));
  }

  /** Which process has the {@link HouseLock}. */
  PropertiesFile holderFile() {
    return new PropertiesFile(run().resolve("holder.properties"));
  }

  PropertiesFile portsFile() {
    return new PropertiesFile(root.resolve("ports.properties"));
  }

  PropertiesFile stateFile() {
    return new PropertiesFile(state().resolve("state.properties"));
  }

  /** What lives only as long as the house runs. */
  Path run() {
    return root.resolve("run");
  }

  /** What {@code up} continues from and {@code up --fresh} deletes. */
  Path state() {
    return root.resolve("state");
  }

  Path brokerFolder() {
    return state().resolve("kafka");
  }

  Path registryFolder() {
    return state().resolve("registry");
  }

  Path checkpoints() {
    return state().resolve("checkpoints");
  }

  Path savepoints() {
    return state().resolve("savepoints");
  }

  Path schemaCache() {
    return state().resolve("schemas");
  }

  /** Which job each run is of, by the engine's id of the run. */
  private PropertiesFile runsFile() {
    return new PropertiesFile(state().resolve("runs.properties"));
  }

  /** Keeps in mind which job a run is of: its checkpoints do not say. */
  void remember(String runId, HouseJob job) {
    Properties runs = runsFile().read().orElseGet(Properties::new);
    runs.setProperty(runId, job.name());
    runsFile().write(runs);
  }

  /**
   * The checkpoints of all runs of a job; a run that nobody noted is of the first job there was.
   */
  Checkpoints checkpointsOf(HouseJob job) {
    return new Checkpoints(
        checkpoints(),
        run ->
            runsFile()
                .read()
                .map(runs -> runs.getProperty(run))
                .orElse(HouseJob.INVENTORY.name())
                .equals(job.name()));
  }

  /** The engine's settings as this house runs them. */
  Path conf() {
    return root.resolve("conf");
  }

  /** Scratch space of the engine; worth nothing after a stop. */
  Path scratch() {
    return root.resolve("tmp");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log(String part) {
    return logs().resolve(part + ".log");
  }

  void createFolders() {
    try {
      for (Path folder :
          new Path[] {
            run(), state(), conf(), scratch(), logs(), checkpoints(), savepoints(), schemaCache()
          }) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UserError(
          "cannot create folders under " + root + " (" + e.getMessage() + "); set ZAIKO_HOME", e);
    }
  }

  /** Deletes a folder and all below it; no matter if it is not there. */
  static void wipe(Path folder) {
    wipeBut(folder, file -> false);
  }

  /**
   * Deletes the files in a folder and below it, and the folders that have none left; no matter if
   * another deletes there too.
   *
   * @param kept which files stay
   */
  static void wipeBut(Path folder, Predicate<Path> kept) {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || !kept.test(path)) {
          delete(path);
        }
      }
    } catch (NoSuchFileException e) {
      return; // gone before us
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e;
      } // another deletes here too; what it leaves, the next look finds
    }
  }

  private static void delete(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      return; // what is kept lies below
    }
  }
}
