import { checkValues } from '../../lib/app/check-values';
import type { DefectId } from '../../lib/lines/0.11/defect-id';
import { defects } from '../../lib/lines/0.11/defects';
import { ChartFacts } from '../../lib/lines/0.11/facts';
import { profile } from '../../lib/lines/0.11/profile';
import { requirements } from '../../lib/lines/0.11/requirements';
import { rules } from '../../lib/lines/0.11/rules';
import { type EffectiveValues, schema, type Values } from '../../lib/lines/0.11/schema';
import { type Finding, ValuesError } from '../../lib/values/finding';
import type { ResolveOptions } from '../../lib/values/options';
import { resolveValues, type ValuesDefinition } from '../../lib/values/resolve';

export type Options = ResolveOptions<DefectId>;

export const SECRET = '0123456789abcdef0123456789abcdef';

/** The smallest values that pass every check. */
export const LEAST: Values = { backstage: { backendSecret: SECRET } };

const DEFINITION: ValuesDefinition<EffectiveValues, ChartFacts, DefectId> = {
  profile: profile('0.11.0'),
  schema,
  rules,
  defects,
  requirements,
  releaseProps: () => ({ fullnameOverride: 'openchoreo' }),
  facts: (subject) => new ChartFacts(subject),
};

/** Returns the checked values with the release and the facts that follow from them. */
export function resolved(values: Values | readonly Values[], options: Options = {}) {
  return resolveValues(DEFINITION, [values].flat(), options);
}

/** The smallest values of a portal that has a real address. */
export const PUBLIC: Values = { backstage: { backendSecret: SECRET, baseUrl: 'https://console.example.com' } };

/** Returns the errors of refused values. */
export function refusal(values: Values | readonly Values[], options: Options = {}): readonly Finding[] {
  try {
    checkValues(values, options);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
  throw new Error('must be refused, got checked values');
}

/** Returns rule and path of each error of refused values. */
export function refused(values: Values | readonly Values[], options?: Options): string[] {
  return refusal(values, options).map(({ rule, path }) => `${rule} ${path}`);
}
