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
import { untyped } from './support';

type Options = ResolveOptions<DefectId>;

const SECRET = '0123456789abcdef0123456789abcdef';

/** The least values that are taken. */
const LEAST: Values = { backstage: { backendSecret: SECRET } };

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
function resolved(values: Values | readonly Values[], options: Options = {}) {
  return resolveValues(DEFINITION, [values].flat(), options);
}

/** The least values of a portal that others than its developer use. */
const PUBLIC: Values = { backstage: { backendSecret: SECRET, baseUrl: 'https://console.example.com' } };

/** The findings that values are refused with. */
function refusal(values: Values | readonly Values[], options: Options = {}): readonly Finding[] {
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
function refused(values: Values | readonly Values[], options?: Options): string[] {
  return refusal(values, options).map(({ rule, path }) => `${rule} ${path}`);
}

describe('allow', () => {
  const noSecret: Values = {};
  const twoWrong: Values = { backstage: { replicas: 2 } };
  const unknownField = untyped({ backstage: { backendSecret: SECRET, affinity: { zoneAffinity: {} } } });

  test('takes ids of rules that do not hold', () => {
    expect(resolved(noSecret, { allow: ['stable-backend-secret'] }).values.backstage.backendSecret).toBe('');
  });

  test('leaves the other rules as they are', () => {
    expect(refused(twoWrong, { allow: ['stable-backend-secret'] })).toEqual([
      'sqlite-single-replica backstage.replicas',
    ]);
  });

  test('takes several ids', () => {
    const allow = ['stable-backend-secret', 'sqlite-single-replica'];
    expect(resolved(twoWrong, { allow }).values.backstage.replicas).toBe(2);
  });

  test('takes * for all rules', () => {
    expect(resolved(twoWrong, { allow: ['*'] }).values.backstage.replicas).toBe(2);
  });

  test('silences the findings of a rule', () => {
    const rulesOf = (options: Options = {}) => checkValues(PUBLIC, options).findings.map(({ rule }) => rule);
    expect([
      rulesOf().includes('inline-secrets'),
      rulesOf({ allow: ['inline-secrets'] }).includes('inline-secrets'),
    ]).toEqual([true, false]);
  });

  test('silences all findings by *', () => {
    expect(checkValues(PUBLIC, { allow: ['*'] }).findings).toEqual([]);
  });

  test('lets no finding about the schema pass', () => {
    const values = untyped({ backstage: { backendSecret: SECRET, replicaz: 2, image: { tag: 1 } } });
    expect(refused(values, { allow: ['*'] })).toEqual(['schema backstage.replicaz', 'schema backstage.image.tag']);
  });

  test('lets no missing host pass', () => {
    expect(refused({ ...LEAST, global: { baseDomain: '' } }, { allow: ['*'] })).toEqual([
      'schema backstage.ingress.hosts',
      'schema openchoreoApi.ingress.hosts',
      'schema thunder.configuration.server.publicUrl',
    ]);
  });

  test('lets unknown fields of Kubernetes types pass by id', () => {
    expect(resolved(unknownField, { allow: ['kubernetes-fields'] }).values.backstage.affinity).toEqual({
      zoneAffinity: {},
    });
  });

  test('lets unknown fields of Kubernetes types pass by *', () => {
    expect(resolved(unknownField, { allow: ['*'] }).values.backstage.affinity).toEqual({ zoneAffinity: {} });
  });

  test('lets no unknown field of a Kubernetes type pass by another id', () => {
    expect(refused(unknownField, { allow: ['stable-backend-secret'] })).toEqual([
      'kubernetes-fields backstage.affinity.zoneAffinity',
    ]);
  });

  test.each<[string, object]>([
    ['an entry of env', { env: [null] }],
    ['an entry of topologySpreadConstraints', { topologySpreadConstraints: [null] }],
    ['an entry of tolerations', { tolerations: [null] }],
    ['the resources', { resources: 5 }],
    ['the affinity', { affinity: 'x' }],
  ])('lets nothing that is no map pass as %s, in any Kubernetes', (_what, values) => {
    const backstage = { backendSecret: SECRET, ...values };
    expect(refusal(untyped({ backstage }), { allow: ['kubernetes-fields'] })).toHaveLength(1);
  });

  test('refuses an unknown id with the nearest known one', () => {
    expect(refusal(LEAST, { allow: ['inline-secret'] })).toEqual<Finding[]>([
      {
        rule: 'schema',
        severity: 'error',
        path: 'allow',
        message: 'must be ids of rules, got "inline-secret"',
        fix: 'use inline-secrets',
      },
    ]);
  });

  test('refuses an unknown id with all known ones where none is near', () => {
    expect(refusal(LEAST, { allow: ['nonsense'] })[0]?.fix).toMatch(
      /^use one of \*, kubernetes-fields, stable-backend-secret, .*, chart-defects$/,
    );
  });

  test.each(['schema', 'yaml', 'constructor', ''])('refuses "%s", which is no rule to allow', (id) => {
    expect(refused(LEAST, { allow: [id] })).toEqual(['schema allow']);
  });

  test('is checked together with what the values are', () => {
    expect(refused(untyped([[]]), { allow: ['nonsense'] })).toEqual(['schema allow', 'schema ']);
  });
});
