package io.zaiko.tools.house;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The whole of Zaiko on this machine, from {@link #start} to {@link #close}. A shutdown hook closes
 * it on Ctrl-C and {@code bin/zaiko down}.
 */
final class House implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 2L << 30;
  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(20);

  private final Home home;
  private final Distribution distribution;
  private final Consumer<String> say;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(2);
  private volatile Runnable beforeClosing = () -> {};
  private @Nullable HouseLock lock;
  private @Nullable Leash leash;
  private @Nullable Supervisor supervisor;

  House(Home home, Distribution distribution, Consumer<String> say) {
    this.home = home;
    this.distribution = distribution;
    this.say = say;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
  }

  /**
   * Starts everything and waits until it is healthy.
   *
   * @param mode {@code live} or {@code replay}
   * @param fresh whether what an earlier run left is deleted first
   */
  Addresses start(String mode, boolean fresh, HouseOptions options) {
    Map<String, String> jobSettings = options.jobSettings();
    Map<Ports.Use, Integer> askedPorts = options.askedPorts();
    Startup clock = new Startup(say, closed::get);
    lock = HouseLock.take(home);
    sweep(fresh);
    home.createFolders();
    demandSpace();
    ModeLock modeLock = new ModeLock(home.stateFile());
    modeLock.demand(mode);
    Ports ports = choosePorts(askedPorts);
    EngineProcesses engine =
        EngineProcesses.prepare(home, distribution, ports, mode, options.metrics);
    Addresses addresses =
        new Addresses(
            ports.address(Ports.Use.KAFKA),
            RegistryProcess.url(ports),
            "http://" + ports.address(Ports.Use.DASHBOARD),
            mode,
            ProcessHandle.current().pid());
    JobSubmission submission = new JobSubmission(home, distribution, engine.clientOptions());
    submission.writeSettings(addresses, jobSettings);
    Child broker = BrokerProcess.prepare(home, distribution, ports);
    Child registry = RegistryProcess.prepare(home, distribution, ports);
    Child jobManager = engine.jobManager();
    Child taskManager = engine.taskManager();
    Supervisor children =
        new Supervisor(home, List.of(broker, registry), List.of(jobManager, taskManager), say);
    supervisor = children;
    leash =
        Leash.attach(
            home,
            List.of(EngineProcesses.logging(distribution), "-cp", distribution.toolsClassPath()));
    children.startAll();
    EngineRest rest = new EngineRest(addresses.dashboard());
    clock.await(broker, addresses.bootstrap(), () -> Health.broker(addresses.bootstrap()));
    clock.await(registry, addresses.registry(), () -> Health.registry(addresses.registry()));
    furnish(addresses.bootstrap(), addresses.registry());
    clock.await(jobManager, addresses.dashboard(), () -> rest.slots().isPresent());
    clock.await(
        taskManager, engine.slots() + " slots", () -> rest.slots().orElse(0) >= engine.slots());
    List<JobKeeper> keepers =
        Arrays.stream(HouseJob.values()).map(job -> keeper(job, rest, submission)).toList();
    keepers.forEach(JobKeeper::begin);
    modeLock.fix(mode);
    keepers.forEach(keeper -> clock.awaitJob(rest, keeper));
    home.addressesFile().write(addresses.toProperties());
    watch(children::look, 300);
    keepers.forEach(keeper -> watch(() -> keeper.look(System.currentTimeMillis()), 1_000));
    return addresses;
  }

  private JobKeeper keeper(HouseJob job, EngineRest rest, JobSubmission submission) {
    return new JobKeeper(
        job, rest, from -> submission.submit(job, from), home.checkpointsOf(job), say);
  }

  /** Registers the schemas and creates the topics; does nothing where that was done before. */
  static void furnish(String bootstrap, String registry) {
    Contract.registerAll(registry);
    Properties kafka = Endpoints.kafka(bootstrap);
    kafka.setProperty("default.api.timeout.ms", Long.toString(TOPICS_PATIENCE.toMillis()));
    kafka.setProperty("request.timeout.ms", Long.toString(TOPICS_PATIENCE.toMillis()));
    try (Admin admin = Admin.create(kafka)) {
      TopicCatalogue.ensureAll(admin);
    }
  }

  private void sweep(boolean fresh) {
    int left = Leftovers.end(home);
    if (left > 0) {
      say.accept("ended " + left + " processes that an earlier run left behind");
    }
    home.addressesFile().delete();
    Home.wipe(home.scratch());
    Home.wipe(home.logs());
    if (fresh) {
      Home.wipe(home.state());
    }
  }

  private void demandSpace() {
    try {
      long free = Files.getFileStore(home.root()).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw new UserError(
            "only "
                + (free >> 20)
                + " MiB are free in "
                + home.root()
                + ", and 2048 MiB are needed; make room or set ZAIKO_HOME to another disk");
      }
    } catch (IOException e) {
      throw new UserError("cannot see how much space is free in " + home.root(), e);
    }
  }

  private Ports choosePorts(Map<Ports.Use, Integer> asked) {
    Ports ports =
        Ports.choose(
            asked,
            home.portsFile().read().orElseGet(Properties::new),
            home.root().hashCode(),
            Ports::free);
    home.portsFile().write(ports.toProperties());
    return ports;
  }

  private void watch(Runnable look, long millis) {
    watch.scheduleWithFixedDelay(
        () -> {
          try {
            look.run();
          } catch (RuntimeException e) {
            say.accept("while watching: " + e.getMessage());
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** Tells the person something. */
  void say(String line) {
    say.accept(line);
  }

  /** Has something done first when the house is closed. */
  void beforeClosing(Runnable task) {
    beforeClosing = task;
  }

  /** Waits until the house is closed. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Waits for a while; true where the house was closed meanwhile. */
  boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
    return ended.await(time, unit);
  }

  /** Stops everything. May be called twice. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    beforeClosing.run();
    watch.shutdownNow();
    if (supervisor != null) {
      say.accept("stopping");
      supervisor.close();
      home.addressesFile().delete();
      say.accept("stopped");
    }
    if (leash != null) {
      leash.close();
    }
    if (lock != null) {
      lock.close();
    }
    ended.countDown();
  }
}
