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

/** The least values that are taken. */
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

/** What the engine makes of values, with what follows from them. */
export function resolved(values: Values | readonly Values[], options: Options = {}) {
  return resolveValues(DEFINITION, [values].flat(), options);
}

/** The least values of a portal that others than its developer use. */
export const PUBLIC: Values = { backstage: { backendSecret: SECRET, baseUrl: 'https://console.example.com' } };

/** The findings that values are refused with. */
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

/** Rule and path of each finding that values are refused with. */
export function refused(values: Values | readonly Values[], options?: Options): string[] {
  return refusal(values, options).map(({ rule, path }) => `${rule} ${path}`);
}
