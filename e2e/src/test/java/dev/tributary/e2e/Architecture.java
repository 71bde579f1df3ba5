// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules that hold between modules. {@link ArchitectureRulesTest} shows that each can fail. */
final class Architecture {
  private Architecture() {}

  static final ArchRule PACKAGES_LIVE_IN_THEIR_MODULE =
      classes().should(each("be built by the module whose package it is in", Architecture::place));

  static final ArchRule ARROWS_ONLY_GO_UP =
      classes().should(each("use only modules above its own", Architecture::arrows));

  static final ArchRule INTERNALS_STAY_INSIDE =
      classes().should(each("keep out of other modules' internals", Architecture::intrusions));

  static final ArchRule API_SIGNATURES_ARE_OURS =
      classes()
          .that(
              describe(
                  "are in connector-api",
                  type -> TributaryModule.of(type) == TributaryModule.CONNECTOR_API))
          .should(each("show only java.*, our own and JSpecify's types", Architecture::foreign));

  static final ArchRule ONLY_CLI_EXITS =
      noClasses()
          .that(describe("are not in cli", type -> TributaryModule.of(type) != TributaryModule.CLI))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  static final ArchRule NO_JAVA_SERIALISATION =
      noClasses()
          .should(declareSerializable())
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectOutputStream.class);

  private static Stream<String> place(JavaClass type) {
    String file = type.getSource().orElseThrow().getUri().toString();
    TributaryModule module = TributaryModule.of(type);
    return module.built(file)
        ? Stream.empty()
        : Stream.of(type.getName() + " has a package of " + module + " but was built as " + file);
  }

  private static Stream<String> arrows(JavaClass type) {
    return uses(type)
        .filter(use -> !TributaryModule.of(type).mayUse(TributaryModule.of(target(use))))
        .map(Dependency::getDescription);
  }

  private static Stream<String> intrusions(JavaClass type) {
    DescribedPredicate<JavaClass> internal = resideInAPackage("..internal..");
    return uses(type)
        .filter(use -> internal.test(target(use)))
        .filter(use -> TributaryModule.of(type) != TributaryModule.of(target(use)))
        .map(Dependency::getDescription);
  }

  private static Stream<Dependency> uses(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(use -> TributaryModule.isOurs(target(use)));
  }

  private static JavaClass target(Dependency use) {
    return use.getTargetClass().getBaseComponentType();
  }

  private static Stream<String> foreign(JavaClass type) {
    if (!isVisible(type)) {
      return Stream.empty();
    }
    Stream<String> supertypes =
        Stream.concat(
                type.getSuperclass().stream(),
                Stream.concat(type.getInterfaces().stream(), type.getTypeParameters().stream()))
            .flatMap(shown -> foreignIn(shown, type.getName()));
    Stream<String> fields =
        type.getFields().stream()
            .filter(field -> isShown(field.getModifiers()))
            .flatMap(Architecture::foreignIn);
    Stream<String> codeUnits =
        type.getCodeUnits().stream()
            .filter(unit -> isShown(unit.getModifiers()))
            .flatMap(Architecture::foreignIn);
    return Stream.of(supertypes, fields, codeUnits).flatMap(all -> all);
  }

  private static Stream<String> foreignIn(JavaField field) {
    return foreignIn(field.getType(), field.getFullName());
  }

  private static Stream<String> foreignIn(JavaCodeUnit unit) {
    Stream<JavaType> shown =
        Stream.of(
                Stream.of(unit.getReturnType()),
                unit.getParameterTypes().stream(),
                unit.getTypeParameters().stream(),
                unit.getExceptionTypes().stream())
            .flatMap(all -> all);
    return shown.flatMap(type -> foreignIn(type, unit.getFullName()));
  }

  private static Stream<String> foreignIn(JavaType shown, String where) {
    return shown.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .filter(type -> !type.isPrimitive())
        .map(JavaClass::getName)
        .filter(name -> !name.matches("(java|dev\\.tributary|org\\.jspecify)\\..*"))
        .map(name -> where + " shows " + name);
  }

  private static boolean isVisible(JavaClass type) {
    return isShown(type.getModifiers())
        && type.getEnclosingClass().map(Architecture::isVisible).orElse(true);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /** Exceptions and enums are serialisable whether one wants it or not. */
  private static ArchCondition<JavaClass> declareSerializable() {
    return new ArchCondition<>("declare itself serialisable") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean declared =
            type.getRawInterfaces().stream()
                .anyMatch(
                    it ->
                        it.isEquivalentTo(Serializable.class)
                            || it.isEquivalentTo(Externalizable.class));
        events.add(
            new SimpleConditionEvent(
                type,
                declared && !type.isAssignableTo(Throwable.class),
                type.getName() + " is Serializable"));
      }
    };
  }

  private static ArchCondition<JavaClass> each(
      String what, Function<JavaClass, Stream<String>> violations) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        violations
            .apply(type)
            .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
      }
    };
  }
}
