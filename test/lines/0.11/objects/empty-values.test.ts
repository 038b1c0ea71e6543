import { FIDELITIES, renderManifests, type Values } from '../../../../lib';
import type { EffectiveValues } from '../../../../lib/lines/0.11/schema';
import { schema } from '../../../../lib/lines/0.11/schema';
import { isSection, type Node, type Section } from '../../../../lib/values/node';
import { BASE, POSTGRESQL } from './support';

/** An empty value at its path. */
interface Emptied {
  readonly path: string;
  readonly values: Values;
}

/** Values that count as empty. */
const EMPTY: readonly unknown[] = [null, '', [], {}];

/** Kubernetes maps for which an empty map has a meaning. */
const MEANINGFUL = ['backstage.tmp', 'backstage.strategy', 'backstage.startupProbe'];

/** Yields every value of a section without a default, or with an empty one, set to each empty value. */
function* emptied(section: Section, path: readonly string[] = []): Iterable<Emptied> {
  for (const [key, node] of Object.entries(section.properties)) {
    const here = [...path, key];
    if (isSection(node)) {
      yield* emptied(node, here);
    } else if (node.default === undefined || EMPTY.some((empty) => isSame(empty, node.default))) {
      for (const empty of EMPTY.filter((value) => takes(node, value, here.join('.')))) {
        yield { path: `${here.join('.')}: ${JSON.stringify(empty)}`, values: nested(here, empty) };
      }
    }
  }
}

function takes({ type, anyOf, enum: words }: Node, value: unknown, path: string): boolean {
  const types = [type ?? []].flat();
  if (value === null) {
    return true;
  }
  if (typeof value === 'string') {
    return types.includes('string') && words === undefined;
  }
  if (Array.isArray(value)) {
    return types.includes('array');
  }
  return (types.includes('object') || anyOf !== undefined) && !MEANINGFUL.includes(path);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function nested([key = '', ...below]: readonly string[], value: unknown): Values {
  return { [key]: below.length > 0 ? nested(below, value) : value };
}

describe('an empty value does not change the output', () => {
  const { global, backstage, openchoreoApi, gateway } = schema.properties;
  const known: Readonly<Record<string, Section>> = { global, backstage, openchoreoApi, gateway };
  // These are required, or select the source of the credentials.
  const REQUIRED = [
    'backstage.backendSecret',
    'backstage.database.postgresql.host',
    'backstage.database.postgresql.password',
    'backstage.externalSecret.data',
  ];
  const isRequired = (path: string) => REQUIRED.some((required) => path.startsWith(required));
  const all = Object.entries(known)
    .flatMap(([key, section]) => [...emptied(section, [key])])
    .filter(({ path }) => !isRequired(path));

  test.each([
    ['over SQLite', BASE],
    ['over PostgreSQL', POSTGRESQL],
  ])('%s, for each value', (_, over) => {
    const before = renderManifests([BASE, over]);
    const changed = all.filter(({ values }) => !isSame(renderManifests([BASE, over, values]), before));
    expect(changed.map(({ path }) => path)).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  test.each(EMPTY.map((empty) => JSON.stringify(empty)))('all values at once: %s, in both fidelities', (empty) => {
    const nothing = all
      // Null removes the startup probe that corrected adds.
      .filter(({ path }) => path.endsWith(`: ${empty}`) && path !== 'backstage.startupProbe: null')
      .map(({ values }) => values);
    expect(nothing.length).toBeGreaterThan(1);
    for (const fidelity of FIDELITIES) {
      expect(renderManifests([BASE, ...nothing], { fidelity })).toEqual(renderManifests(BASE, { fidelity }));
    }
  });
});

describe('options that are not enabled do not change the output', () => {
  type Backstage = EffectiveValues['backstage'];
  const everything = {
    auth: {
      redirectUrls: ['http://openchoreo.local/api/auth/openchoreo-auth/handler/frame'],
      registration: { enabled: false, image: { registry: 'mirror.example.com', tag: '24' }, waitSeconds: 5 },
    },
    metrics: {
      enabled: true,
      serviceMonitor: { enabled: false, namespace: 'other', interval: '5s', path: '/m', labels: { a: 'b' } },
    },
    ingress: { httpsRedirect: { enabled: false, sectionName: 'plain', statusCode: 302 } },
    networkPolicy: { enabled: false, ingress: [{}], egress: [{}] },
    podDisruptionBudget: { enabled: false, minAvailable: 3 },
    autoscaling: { enabled: false, minReplicas: 2, maxReplicas: 9 },
    priorityClass: { create: false, value: 5 },
  } satisfies { [Key in keyof Backstage]?: object };

  test.each(Object.entries(everything))('%s', (key, value) => {
    for (const fidelity of FIDELITIES) {
      expect(renderManifests([BASE, { backstage: { [key]: value } }], { fidelity })).toEqual(
        renderManifests(BASE, { fidelity }),
      );
    }
  });

  test('disabled metrics omit the ServiceMonitor if the rule against it is switched off', () => {
    const metrics = { enabled: false, serviceMonitor: { enabled: true } };
    for (const fidelity of FIDELITIES) {
      const values: Values[] = [BASE, { backstage: { networkPolicy: { enabled: true } } }];
      const off: Values = { backstage: { metrics } };
      expect(renderManifests([...values, off], { allow: ['service-monitor'], fidelity })).toEqual(
        renderManifests(values, { fidelity }),
      );
    }
  });
});
