import type { Construct } from 'constructs';
import type { ChartProfile } from '../backstage/profile';
import type { Release } from '../backstage/release';
import type { BackstageDeployment } from '../constructs/deployment';
import type { BackstageService } from '../constructs/service';
import type { Defect } from '../values/defect';
import type { Facts } from '../values/facts';
import type { Finding } from '../values/finding';
import type { Section } from '../values/node';
import type { ResolveOptions } from '../values/options';
import { type Resolved, resolveValues, type ValuesDefinition } from '../values/resolve';
import type { Rule } from '../values/rules/rule';

/** Constructs of a portal that callers may refer to. */
export interface BuiltPortal {
  readonly deployment: BackstageDeployment;
  readonly service: BackstageService;
}

/** Values of a chart version that passed every check, ready to be built. */
export interface CheckedValues {
  readonly release: Release;
  /** Warnings and infos about the values. */
  readonly findings: readonly Finding[];
  /** URLs that the OAuth client must carry; none if `backstage.enabled` is false. */
  readonly redirectUrls: readonly string[];
  /**
   * Makes the constructs of these values, and returns those of the portal; undefined if `backstage.enabled` is false.
   *
   * @throws ValuesError if a patch of the values matches nothing that is rendered
   */
  build(scope: Construct): BuiltPortal | undefined;
}

/** One version of the control-plane chart: what it documents, and how its values become objects. */
export interface ChartLine {
  readonly profile: ChartProfile;
  readonly schema: Section;
  readonly rules: readonly Pick<Rule, 'id' | 'severity' | 'about'>[];
  readonly defects: readonly Omit<Defect<never>, 'find'>[];
  /**
   * Merges values as Helm does and checks them.
   *
   * @param layers the values, later ones winning
   * @throws ValuesError with all errors, if the values do not fit the schema or break a rule that is not allowed
   */
  check(layers: readonly unknown[], options: ResolveOptions): CheckedValues;
}

/** What a folder of this one exports: the values, and how they are built. */
export interface LineDefinition<Values, F extends Facts, Id extends string> extends ValuesDefinition<Values, F, Id> {
  /** Whether the values ask for a portal. */
  rendersPortal(values: Values): boolean;
  /** Makes the constructs of values that passed every check. */
  build(scope: Construct, resolved: Resolved<Values, F, Id>): BuiltPortal | undefined;
}

/** Ties a line's own types together, so that callers need to know none of them. */
export function defineLine<Values extends object, F extends Facts, Id extends string>(
  definition: LineDefinition<Values, F, Id>,
): ChartLine {
  return {
    ...definition,
    check(layers, options) {
      const resolved = resolveValues(definition, layers, options);
      const { release, findings, facts, values } = resolved;
      return {
        release,
        findings,
        redirectUrls: definition.rendersPortal(values) ? facts.redirectUrls : [],
        build: (scope) => definition.build(scope, resolved),
      };
    },
  };
}
