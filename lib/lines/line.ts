import type { Construct } from 'constructs';
import type { ChartProfile } from '../backstage/profile';
import type { Release } from '../backstage/release';
import type { Manifest } from '../kubernetes/manifest';
import type { Defect } from '../values/defect';
import type { Facts } from '../values/facts';
import { type Finding, ValuesError } from '../values/finding';
import { locatedFindings } from '../values/located-findings';
import type { Section } from '../values/node';
import type { ResolveOptions } from '../values/options';
import type { OtherVersion } from '../values/other-version';
import { resolveValues } from '../values/resolve';
import type { Rule } from '../values/rules/rule';
import type { BuiltPortal, LineDefinition } from './definition';
import { objectFindings } from './object-findings';

/** Values of a chart version that passed every check. */
export interface CheckedValues {
  readonly release: Release;
  /** Warnings and infos about the values. */
  readonly findings: readonly Finding[];
  /** Redirect URLs that the OAuth client must have. Empty if `backstage.enabled` is false. */
  readonly redirectUrls: readonly string[];
  /**
   * Creates the constructs. Returns those of the portal, or undefined if `backstage.enabled` is false.
   *
   * @throws ValuesError if a patch in the values does not fit the rendered objects
   */
  build(scope: Construct): BuiltPortal | undefined;
  /** Returns what Kubernetes refuses in the objects that the constructs render, with the paths of the values. */
  refusals(objects: readonly Manifest[]): readonly Finding[];
}

/** One version of the control-plane chart: its values schema, its rules and defects, and the way to its objects. */
export interface ChartLine {
  readonly profile: ChartProfile;
  readonly schema: Section;
  readonly rules: readonly Pick<Rule, 'id' | 'severity' | 'about'>[];
  readonly defects: readonly Omit<Defect<never>, 'find'>[];
  /**
   * Merges values as Helm does and checks them.
   *
   * @param layers values to merge; later ones override earlier ones
   * @param otherVersions returns the other lines, newest first; called only if the values have unknown keys
   * @throws ValuesError with all errors if the values do not match the schema, or break a rule that is not switched off
   */
  check(
    layers: readonly unknown[],
    options: ResolveOptions,
    otherVersions?: () => readonly OtherVersion[],
  ): CheckedValues;
}

/** Returns the chart line of a definition. Callers do not see the types of its values. */
export function defineLine<Values extends object, F extends Facts, Id extends string>(
  definition: LineDefinition<Values, F, Id>,
): ChartLine {
  return {
    ...definition,
    check(layers, options, otherVersions) {
      const resolved = resolveValues(definition, layers, options, otherVersions, (given, known) =>
        objectFindings({ definition, given, options }, () => known),
      );
      const { release, findings, facts, values } = resolved;
      return {
        release,
        findings,
        redirectUrls: definition.rendersPortal(values) ? facts.redirectUrls : [],
        build: (scope) => locatingErrors(() => definition.build(scope, resolved)),
        refusals: (objects) =>
          located(
            objectFindings({ definition, given: resolved.given, options }, () => resolved.allowedFindings(), objects),
          ),
      };

      function located(found: readonly Finding[]): Finding[] {
        return locatedFindings(found, resolved.given, definition.schema);
      }

      function locatingErrors<T>(run: () => T): T {
        try {
          return run();
        } catch (error) {
          throw error instanceof ValuesError ? new ValuesError(located(error.findings)) : error;
        }
      }
    },
  };
}
