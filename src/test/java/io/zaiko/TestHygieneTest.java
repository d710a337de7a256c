package io.zaiko;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/**
 * A test waits for a condition, is never switched off, replaces nothing by a mock, and is named by
 * what it claims.
 */
@AnalyzeClasses(packages = "io.zaiko", importOptions = ImportOption.OnlyIncludeTests.class)
class TestHygieneTest {
  @ArchTest
  static final ArchRule no_test_sleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class);

  @ArchTest
  static final ArchRule no_test_is_switched_off =
      methods().that().areAnnotatedWith(Test.class).should().notBeAnnotatedWith(Disabled.class);

  @ArchTest
  static final ArchRule no_test_class_is_switched_off =
      noClasses().should().beAnnotatedWith(Disabled.class);

  @ArchTest
  static final ArchRule nothing_is_mocked =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.mockito..", "org.easymock..", "org.powermock..", "org.jmock..");

  /** Surefire runs {@code *Test} classes only and passes over others in silence. */
  @ArchTest
  static final ArchRule a_class_with_tests_is_run =
      methods()
          .that()
          .areAnnotatedWith(Test.class)
          .should()
          .beDeclaredInClassesThat()
          .haveNameMatching(".*Test(\\$.*)?");
}
