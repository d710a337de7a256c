package io.zaiko;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Data flows one way: {@code domain <- codec <- operators <- jobs -> connectors}. A rule that finds
 * no class to judge fails, so that a renamed package cannot switch it off.
 */
@AnalyzeClasses(packages = "io.zaiko", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String DOMAIN = "io.zaiko.domain..";
  private static final String CONTRACT = "io.zaiko.avro..";
  private static final String CODEC = "io.zaiko.codec..";
  private static final String OPERATORS = "io.zaiko.operators..";
  private static final String JOBS = "io.zaiko.jobs..";
  private static final String CONNECTORS = "io.zaiko.connectors..";
  private static final String TOOLS = "io.zaiko.tools..";
  private static final String KAFKA_CLIENT = "org.apache.kafka..";
  private static final String KAFKA_CONNECTOR = "org.apache.flink.connector.kafka..";
  private static final String REGISTRY_CLIENT = "org.apache.flink.avro.registry..";

  private static final DescribedPredicate<JavaMethodCall> SLEEP =
      DescribedPredicate.describe(
          "sleep",
          call ->
              call.getName().equals("sleep")
                  && (call.getTargetOwner().isEquivalentTo(Thread.class)
                      || call.getTargetOwner().isEquivalentTo(TimeUnit.class)));

  private static final DescribedPredicate<JavaMethodCall> CLOCK_OR_CHANCE =
      DescribedPredicate.describe(
          "read a clock or draw a random value",
          call -> {
            String owner = call.getTargetOwner().getName();
            String method = call.getName();
            return (owner.startsWith("java.time.") && method.equals("now"))
                || (owner.equals("java.lang.System")
                    && Set.of("currentTimeMillis", "nanoTime").contains(method))
                || (owner.equals("java.lang.Math") && method.equals("random"));
          });

  @ArchTest
  static final ArchRule the_domain_knows_only_java =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN,
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.nio.charset..",
              "java.security..",
              "java.io..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule the_domain_is_told_time_ids_and_chance =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Clock.class,
              Random.class,
              RandomGenerator.class,
              ThreadLocalRandom.class,
              java.security.SecureRandom.class,
              UUID.class)
          .orShould()
          .callMethodWhere(CLOCK_OR_CHANCE);

  @ArchTest
  static final ArchRule the_codec_turns_bytes_into_the_domain_and_knows_no_engine =
      noClasses()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  OPERATORS, JOBS, CONNECTORS, TOOLS, "org.apache.flink..", KAFKA_CLIENT));

  @ArchTest
  static final ArchRule operators_know_neither_wiring_nor_kafka =
      noClasses()
          .that()
          .resideInAPackage(OPERATORS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  JOBS, CONNECTORS, TOOLS, KAFKA_CLIENT, KAFKA_CONNECTOR, REGISTRY_CLIENT));

  @ArchTest
  static final ArchRule connectors_know_no_job =
      noClasses()
          .that()
          .resideInAPackage(CONNECTORS)
          .should()
          .dependOnClassesThat(resideInAnyPackage(OPERATORS, JOBS, TOOLS));

  @ArchTest
  static final ArchRule only_connectors_build_sources_sinks_and_the_registry_client =
      noClasses()
          .that()
          .resideOutsideOfPackage(CONNECTORS)
          .should()
          .dependOnClassesThat(resideInAnyPackage(KAFKA_CONNECTOR, REGISTRY_CLIENT));

  @ArchTest
  static final ArchRule nobody_imports_the_tools =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOOLS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TOOLS);

  @ArchTest
  static final ArchRule the_tools_reach_the_job_through_topics_only =
      noClasses()
          .that()
          .resideInAPackage(TOOLS)
          .should()
          .dependOnClassesThat(resideInAnyPackage(OPERATORS, JOBS));

  /**
   * {@code verify} may share the contract and names of failures with what it checks, and nothing
   * that computes.
   */
  @ArchTest
  static final ArchRule the_oracle_shares_no_code_with_what_it_checks =
      noClasses()
          .that()
          .resideInAPackage("io.zaiko.tools.verify..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(DOMAIN, CODEC).and(not(assignableTo(Throwable.class))));

  @ArchTest
  static final ArchRule packages_form_no_circle =
      slices().matching("io.zaiko.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule parts_of_the_domain_form_no_circle =
      slices().matching("io.zaiko.domain.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void uids_are_given_in_one_class_of_the_jobs(JavaClasses classes) {
    Set<String> callers = new TreeSet<>();
    for (JavaClass candidate : classes) {
      for (JavaMethodCall call : candidate.getMethodCallsFromSelf()) {
        if (call.getName().equals("uid")
            && call.getTargetOwner().getPackageName().startsWith("org.apache.flink.")) {
          callers.add(outermost(candidate).getName());
        }
      }
    }
    assertThat(callers).hasSize(1).allMatch(caller -> caller.startsWith("io.zaiko.jobs."));
  }

  @ArchTest
  static final ArchRule only_tools_draw_lots =
      noClasses()
          .that(not(resideInAPackage(TOOLS)))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule only_the_edges_sleep =
      noClasses().that(not(resideInAnyPackage(TOOLS, CONNECTORS))).should().callMethodWhere(SLEEP);

  @ArchTest
  static final ArchRule only_tools_print =
      noClasses()
          .that(not(resideInAnyPackage(TOOLS, CONTRACT)))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static JavaClass outermost(JavaClass nested) {
    return nested.getEnclosingClass().map(ArchitectureTest::outermost).orElse(nested);
  }
}
