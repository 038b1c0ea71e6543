import type { Manifest } from '../../lib/kubernetes/manifest';
import type { YamlMap } from '../../lib/values/merge';
import { type NamingOptions, Origins } from '../../lib/values/origin';

// A small chart. Origins only see its values and the objects that it renders.

interface Given extends YamlMap {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly env?: readonly { readonly name?: string; readonly value?: string }[];
  readonly size?: string;
  readonly probe?: { readonly path?: string; readonly port?: number };
  readonly patch?: { readonly value: string };
}

const DEFAULTS = { name: 'portal', replicas: 1, size: '1Gi' } as const;

/** Number of renderings since the last one for {@link originOf}. */
let renderings = 0;

function render(given: YamlMap, { releaseName = 'prod' }: NamingOptions): Manifest[] {
  renderings += 1;
  const { name, labels, replicas, env = [], size, probe, patch }: Given = { ...DEFAULTS, ...given };
  const fullname = `${releaseName}-${name}`.slice(0, 63);
  // A hash that follows from every value.
  const hash = JSON.stringify(given).length;
  const container = { env: [{ name: 'FIRST', value: 'chart' }, ...env], livenessProbe: probe };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: fullname, labels }, spec: { type: patch?.value } },
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `${fullname}-${hash}` }, spec: { size: `${size}` } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: fullname }, spec: { replicas, ...container } },
  ] as unknown as Manifest[];
}

const [SERVICE, JOB, DEPLOYMENT] = [0, 1, 2];

/** Returns the path of the value that a member comes from, with the word "derived" if it only follows from the value. */
function originOf(given: Given, index: number | undefined, ...keys: readonly (string | number)[]): string | undefined {
  const options = { releaseName: 'prod' };
  const complete: YamlMap = { ...DEFAULTS, ...given };
  const origins = new Origins({ objects: render(given, options), given, complete, options, render });
  renderings = 0;
  const origin = origins.of(index ?? 0, keys);
  return origin && `${origin.isPassedThrough ? '' : 'derived '}${origin.path}`;
}

test('finds the value that is passed on', () => {
  expect(originOf({ replicas: 3 }, DEPLOYMENT, 'spec', 'replicas')).toBe('replicas');
  expect(originOf({ size: '5 Gi' }, JOB, 'spec', 'size')).toBe('size');
});

test('finds a default value', () => {
  expect(originOf({}, JOB, 'spec', 'size')).toBe('size');
});

test('finds an entry of a list, whose index differs from that in the object', () => {
  const env = [
    { name: 'A', value: 'a' },
    { name: 'B', value: 'b' },
  ];
  expect(originOf({ env }, DEPLOYMENT, 'spec', 'env', 2, 'name')).toBe('env[1].name');
  expect(originOf({ env }, DEPLOYMENT, 'spec', 'env', 1, 'value')).toBe('env[0].value');
  expect(originOf({ env }, DEPLOYMENT, 'spec', 'env', 2)).toBe('env[1]');
});

test('finds no value for what the chart sets itself', () => {
  expect(originOf({ env: [{ name: 'A', value: 'a' }] }, DEPLOYMENT, 'spec', 'env', 0, 'value')).toBeUndefined();
  expect(originOf({}, SERVICE, 'kind')).toBeUndefined();
});

test('finds a label, and the key of a label with dots', () => {
  const labels = { team: 'a b', 'example.com/team': 'a' };
  expect(originOf({ labels }, SERVICE, 'metadata', 'labels', 'team')).toBe('labels.team');
  expect(originOf({ labels }, SERVICE, 'metadata', 'labels', 'example.com/team')).toBe('labels["example.com/team"]');
  expect(originOf({ labels }, SERVICE, 'metadata', 'labels')).toBe('labels');
});

test('finds the place of an absent member by the members beside it', () => {
  expect(originOf({ probe: { path: '/health' } }, DEPLOYMENT, 'spec', 'livenessProbe', 'port')).toBe('probe.port');
  expect(originOf({ env: [{ value: 'a' }] }, DEPLOYMENT, 'spec', 'env', 1, 'name')).toBe('env[0].name');
});

test('finds the value and the option that a name follows from', () => {
  expect(originOf({ name: 'My Portal' }, SERVICE, 'metadata', 'name')).toBe('derived name');
  expect(originOf({ name: 'a' }, SERVICE, 'metadata', 'name')).toBe('derived releaseName');
});

test('finds the value of a name that is shortened', () => {
  expect(originOf({ name: 'a'.repeat(80) }, SERVICE, 'metadata', 'name')).toBe('derived name');
});

test('finds the value of a name that ends with a hash of all values', () => {
  expect(originOf({ name: 'My Portal', size: 'prod' }, JOB, 'metadata', 'name')).toBe('derived name');
});

test('finds the value of a patch', () => {
  expect(originOf({ patch: { value: 'Internal' } }, SERVICE, 'spec', 'type')).toBe('patch.value');
});

test('finds no value if the others cannot be rendered', () => {
  const options = { releaseName: 'prod' };
  const given = { size: '5 Gi' };
  const rendering = { objects: render(given, options), given, complete: given, options, render: () => undefined };
  expect(new Origins(rendering).of(1, ['spec', 'size'])).toBeUndefined();
});

test('renders few times for many members of a large map', () => {
  const labels = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, `a ${index}`]));
  const options = { releaseName: 'prod' };
  const complete: YamlMap = { ...DEFAULTS, labels };
  const origins = new Origins({ objects: render({ labels }, options), given: { labels }, complete, options, render });
  renderings = 0;
  const paths = Object.keys(labels).map((key) => origins.of(SERVICE ?? 0, ['metadata', 'labels', key])?.path);
  expect(paths).toEqual(Object.keys(labels).map((key) => `labels.${key}`));
  expect(renderings).toBeLessThan(10);
});

test('renders few times for many entries of a long list', () => {
  const env = Array.from({ length: 500 }, (_, index) => ({ name: `A${index}`, value: 'x y' }));
  const options = { releaseName: 'prod' };
  const complete: YamlMap = { ...DEFAULTS, env };
  const origins = new Origins({ objects: render({ env }, options), given: { env }, complete, options, render });
  renderings = 0;
  const paths = env.map((_, index) => origins.of(DEPLOYMENT ?? 0, ['spec', 'env', index + 1, 'name'])?.path);
  expect(paths).toEqual(env.map((_, index) => `env[${index}].name`));
  expect(renderings).toBeLessThan(10);
});
