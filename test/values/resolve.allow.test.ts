import { checkValues } from '../../lib/app/check-values';
import type { Values } from '../../lib/lines/0.11/schema';
import type { Finding } from '../../lib/values/finding';
import { LEAST, type Options, PUBLIC, refusal, refused, resolved, SECRET } from './resolve-support';
import { untyped } from './support';

describe('allow', () => {
  const noSecret: Values = {};
  const twoWrong: Values = { backstage: { replicas: 2 } };
  const unknownField = untyped({ backstage: { backendSecret: SECRET, affinity: { zoneAffinity: {} } } });

  test('switches off a rule that the values break', () => {
    expect(resolved(noSecret, { allow: ['stable-backend-secret'] }).values.backstage.backendSecret).toBe('');
  });

  test('keeps the other rules', () => {
    expect(refused(twoWrong, { allow: ['stable-backend-secret'] })).toEqual([
      'sqlite-single-replica backstage.replicas',
    ]);
  });

  test('accepts several ids', () => {
    const allow = ['stable-backend-secret', 'sqlite-single-replica'];
    expect(resolved(twoWrong, { allow }).values.backstage.replicas).toBe(2);
  });

  test('accepts * for all rules', () => {
    expect(resolved(twoWrong, { allow: ['*'] }).values.backstage.replicas).toBe(2);
  });

  test('silences the findings of a rule', () => {
    const rulesOf = (options: Options = {}) => checkValues(PUBLIC, options).findings.map(({ rule }) => rule);
    expect([
      rulesOf().includes('inline-secrets'),
      rulesOf({ allow: ['inline-secrets'] }).includes('inline-secrets'),
    ]).toEqual([true, false]);
  });

  test('silences all findings with *', () => {
    expect(checkValues(PUBLIC, { allow: ['*'] }).findings).toEqual([]);
  });

  test('does not silence errors of the schema', () => {
    const values = untyped({ backstage: { backendSecret: SECRET, replicaz: 2, image: { tag: 1 } } });
    expect(refused(values, { allow: ['*'] })).toEqual(['schema backstage.replicaz', 'schema backstage.image.tag']);
  });

  test('does not silence a missing host', () => {
    expect(refused({ ...LEAST, global: { baseDomain: '' } }, { allow: ['*'] })).toEqual([
      'schema backstage.ingress.hosts',
      'schema openchoreoApi.ingress.hosts',
      'schema thunder.configuration.server.publicUrl',
    ]);
  });

  test('accepts unknown fields of Kubernetes types by id', () => {
    expect(resolved(unknownField, { allow: ['kubernetes-fields'] }).values.backstage.affinity).toEqual({
      zoneAffinity: {},
    });
  });

  test('accepts unknown fields of Kubernetes types with *', () => {
    expect(resolved(unknownField, { allow: ['*'] }).values.backstage.affinity).toEqual({ zoneAffinity: {} });
  });

  test('refuses an unknown field of a Kubernetes type if only another id is listed', () => {
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
  ])('refuses %s if it is not a map, even with kubernetes-fields', (_what, values) => {
    const backstage = { backendSecret: SECRET, ...values };
    expect(refusal(untyped({ backstage }), { allow: ['kubernetes-fields'] })).toHaveLength(1);
  });

  test('refuses an unknown id, and suggests the most similar one', () => {
    expect(refusal(LEAST, { allow: ['inline-secret'] })).toEqual<Finding[]>([
      {
        rule: 'options',
        severity: 'error',
        path: 'allow',
        message: 'must contain only ids of rules, got "inline-secret"',
        fix: 'use inline-secrets',
      },
    ]);
  });

  test('refuses an unknown id, and lists all ids if none is similar', () => {
    expect(refusal(LEAST, { allow: ['nonsense'] })[0]?.fix).toMatch(
      /^remove it, or use one of \*, kubernetes-fields, kubernetes-objects, object-conflicts, object-references, newer-chart, shared-objects, stable-backend-secret, .*, chart-defects$/,
    );
  });

  test.each(['schema', 'yaml', 'options', 'constructor', ''])('refuses "%s", which cannot be switched off', (id) => {
    expect(refused(LEAST, { allow: [id] })).toEqual(['options allow']);
  });

  test('is checked together with the type of the values', () => {
    expect(refused(untyped([[]]), { allow: ['nonsense'] })).toEqual(['options allow', 'schema ']);
  });
});
