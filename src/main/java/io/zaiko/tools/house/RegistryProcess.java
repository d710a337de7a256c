package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A schema registry with the Confluent API, which keeps its schemas and their ids in a file. */
final class RegistryProcess {
  private RegistryProcess() {}

  static Child prepare(Home home, Distribution distribution, Ports ports) {
    try {
      Files.createDirectories(home.registryFolder());
    } catch (IOException e) {
      throw new UserError("cannot create " + home.registryFolder() + "; set ZAIKO_HOME", e);
    }
    return Child.ofJava(
        "registry",
        home,
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + ports.of(Ports.Use.REGISTRY),
            // Without a delay what was answered is on disk: an id must outlive a kill.
            "-Dapicurio.datasource.url=jdbc:h2:file:"
                + home.registryFolder().resolve("schemas")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=8",
            "-Dapicurio.storage.snapshot.location=" + home.scratch(),
            "-Djava.io.tmpdir=" + home.scratch(),
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.log.category.\"io.apicurio\".level=WARN",
            "-Dquarkus.log.file.json=false",
            "-Dquarkus.log.console.enable=false",
            "-Dquarkus.log.file.enable=true",
            "-Dquarkus.log.file.path=" + home.log("registry"),
            "-jar",
            distribution.registryJar().toString()));
  }

  /** The base URL of the Confluent API. */
  static String url(Ports ports) {
    return "http://" + ports.address(Ports.Use.REGISTRY) + "/apis/ccompat/v7";
  }
}
