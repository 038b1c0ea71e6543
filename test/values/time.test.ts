import { checkValues } from '../../lib/app/check-values';
import { parseQuantity } from '../../lib/kubernetes/quantity';
import type { Values } from '../../lib/lines/0.11/schema';
import { ValuesError } from '../../lib/values/finding';
import { setValues } from '../../lib/values/set';
import { processorTime } from '../processor-time';

// Each check must take time in proportion to its input. The bounds are generous, because a busy
// machine is slower.

const MILLISECONDS = 10_000;
const LENGTH = 100_000;
const COUNT = 20_000;

// Four times the input may take eight times as long. In quadratic time it takes 16 times as long.
const LINEAR = 8;

// Milliseconds that each check may take in addition, for example while Node.js compiles it.
const SLACK = 2000;

const text = (part: string) => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
const list = <T>(entry: (index: number) => T, length = COUNT) => Array.from({ length }, (_, index) => entry(index));
const map = <T>(name: string, value: T, length = COUNT) =>
  Object.fromEntries(list((index) => [`${name}${index}`, value], length));
const variable = (name: string) => ({ name, value: 'x' });

type List = <T>(entry: (index: number) => T) => T[];
type Map = <T>(name: string, value: T) => Record<string, T>;

/** Returns the milliseconds that a check uses the processor, whether it refuses the values or not. */
function timeOf(check: () => unknown): number {
  return processorTime(() => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof ValuesError)) {
        throw error;
      }
    }
  });
}

const on = (backstage: object): Values => ({ backstage: { backendSecret: 's', ...backstage } }) as Values;
const checked = (values: Values) => timeOf(() => checkValues([values], {}));

// The first check of an unknown key loads all chart versions.
beforeAll(() => checked(on({ unknown: 1 })));

test.each<[string, (list: List, map: Map) => Values]>([
  ['variables of the configuration', (list) => on({ extraEnv: list((n) => variable(`APP_CONFIG_a_k${n}`)) })],
  ['variables with the same name', (list) => on({ extraEnv: list(() => variable('APP_CONFIG_a')) })],
  [
    'variables beside a configuration',
    (list, map) => on({ extraEnv: list((n) => variable(`APP_CONFIG_b_k${n}`)), appConfig: map('k', 'x') }),
  ],
  ['variables of a container', (list) => on({ initContainers: [{ name: 'a', env: list((n) => variable(`V${n}`)) }] })],
  ['unknown keys', (_list, map) => on(map('unknown', 1))],
  ['unknown keys of a probe', (_list, map) => on({ livenessProbe: map('unknown', 1) })],
  ['secrets of the configuration', (_list, map) => on({ appConfig: map('k', { password: 'hunter2' }) })],
  [
    'mounts without a volume',
    (list) => on({ extraVolumeMounts: list((n) => ({ name: `v${n}`, mountPath: `/m${n}` })) }),
  ],
  ['malformed labels', (_list, map) => on({ podLabels: map('my team ', 'x!') })],
  ['hosts', (list) => on({ ingress: { hosts: list((n) => ({ host: `h${n}.example.com`, paths: [{ path: '/' }] })) } })],
  ['arguments', (list) => on({ extraArgs: list((n) => `--token=$(TOKEN${n})`) })],
])('checks 20,000 %s in linear time', (_what, valuesOf) => {
  const timeWith = (count: number) =>
    checked(
      valuesOf(
        (entry) => list(entry, count),
        (name, value) => map(name, value, count),
      ),
    );
  const bound = LINEAR * timeWith(COUNT / 4) + SLACK;
  expect(timeWith(COUNT)).toBeLessThan(bound);
});

const TEXTS = [
  'a',
  '1',
  '${',
  '$(',
  '${A}',
  '$(a',
  ':',
  '/',
  '://',
  '://a:b@',
  '@',
  '?',
  '=',
  'a=b&',
  '"',
  '\\"',
  ' ',
  '-',
  'a.',
  '*.',
  'eyJ',
  'eyJaaaaaaaaa.',
  'ghp_',
  '-----BEGIN ',
  'A',
  'aA',
  '[',
  '{"a":',
  '1h',
  'a;',
  '_',
  'a_',
].flatMap((part) => [text(part), `${text(part)}!`, `https://a${text(part)}!`]);

test.each<[string, (given: string) => Values]>([
  [
    'URLs',
    (given) => ({ ...on({ baseUrl: given }), security: { oidc: { tokenUrl: given, authorizationUrl: given } } }),
  ],
  [
    'variables',
    (given) =>
      on({
        extraEnv: [
          { name: 'TOKEN', value: given },
          { name: `APP_CONFIG_${given}`, value: given },
        ],
      }),
  ],
  ['configurations', (given) => on({ appConfig: { password: given, [given]: given } })],
  [
    'arguments and headers',
    (given) => on({ command: [given], livenessProbe: { httpGet: { httpHeaders: [{ name: given, value: given }] } } }),
  ],
  ['images', (given) => on({ image: { registry: given, repository: given, tag: given, digest: given } })],
  [
    'names',
    (given) => ({ ...on({ serviceAccount: { name: given }, podLabels: { [given]: given } }), nameOverride: given }),
  ],
  ['quantities', (given) => on({ resources: { limits: { memory: given, [given]: 1 } }, tmp: { sizeLimit: given } })],
  [
    'intervals',
    (given) =>
      on({
        externalSecret: { refreshInterval: given, secretStoreRef: { name: given } },
        ingress: { timeouts: { request: given } },
      }),
  ],
  [
    'hosts',
    (given) => ({
      ...on({ ingress: { hosts: [{ host: given, paths: [{ path: `/${given}` }] }] } }),
      global: { baseDomain: given },
    }),
  ],
  ['database hosts', (given) => on({ database: { type: 'postgresql', postgresql: { host: given } } })],
  ['unknown keys', (given) => on({ [given]: 1 })],
  [
    'patches',
    (given) =>
      on({ patches: [{ target: { kind: given, name: given }, patch: [{ op: 'add', path: given, value: given }] }] }),
  ],
])(
  'checks %s of 100 kB in linear time',
  (_what, values) => {
    const slow = TEXTS.map((given) => ({ given: given.slice(0, 20), time: checked(values(given)) }));
    expect(slow.filter(({ time }) => time > MILLISECONDS)).toEqual([]);
  },
  300_000,
);

test('reads a quantity of 100,000 digits in linear time', () => {
  expect(timeOf(() => parseQuantity(`${text('1')}x`))).toBeLessThan(MILLISECONDS);
});

test('reads 20,000 assignments in linear time', () => {
  const assignments = list((n) => `a.k${n}=1,b[${n}]=1`).join(',');
  expect(timeOf(() => setValues({}, assignments, '--set'))).toBeLessThan(MILLISECONDS);
});
