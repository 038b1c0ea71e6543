import { checkObject } from '../../../lib/kubernetes/checks';

// These tests put a marker at every place of an object where users write secrets, and search for it in all messages.

const MARKER = 'Zq9marker7Kx';

/** Values that a user may write by mistake. */
const WRONG: readonly unknown[] = [
  MARKER,
  `name: ${MARKER}`,
  `TOKEN=${MARKER}`,
  `${MARKER} `,
  `${MARKER}\u0000`,
  `https://user:${MARKER}@example.com/a`,
  MARKER.repeat(30),
  [MARKER],
  { [`TOKEN=${MARKER}`]: MARKER },
  { name: MARKER, value: { a: MARKER } },
  { value: MARKER },
];

const probe = {
  httpGet: {
    port: 'http',
    path: '/a',
    host: 'a',
    scheme: 'HTTP',
    httpHeaders: [{ name: 'Authorization', value: 'x' }],
  },
  exec: { command: ['a'] },
  grpc: { port: 1, service: 'a' },
  tcpSocket: { port: 1, host: 'a' },
};

const container = {
  name: 'a',
  image: 'a',
  command: ['a'],
  args: ['a'],
  workingDir: '/a',
  env: [
    { name: 'A', value: 'a' },
    { name: 'B', valueFrom: { secretKeyRef: { name: 'a', key: 'a' } } },
    { name: 'C', valueFrom: { configMapKeyRef: { name: 'a', key: 'a' }, fieldRef: { fieldPath: 'a' } } },
  ],
  livenessProbe: probe,
  lifecycle: { preStop: probe },
};

const template = {
  metadata: { annotations: { a: 'a' } },
  spec: { containers: [container], initContainers: [{ ...container, name: 'b' }] },
};

const OBJECTS = [
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', annotations: { a: 'a' } }, spec: { template } },
  { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a' }, spec: { template } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { a: 'YQ==' }, stringData: { a: 'a' } },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'a' }, binaryData: { b: 'YQ==' } },
];

/** Places where a secret may be, by mistake or on purpose. Names of variables are none. */
const SENSITIVE =
  /\.(?:env(?!\[\d\]\.name)|command|args|lifecycle|livenessProbe|annotations|data|stringData|binaryData)[.[]/;

type Keys = readonly (string | number)[];

/** Yields the keys of every value in a tree. */
function* places(tree: unknown, keys: Keys = []): Iterable<Keys> {
  yield keys;
  const entries = Array.isArray(tree) ? tree.entries() : typeof tree === 'object' && tree ? Object.entries(tree) : [];
  for (const [key, below] of entries) {
    yield* places(below, [...keys, key]);
  }
}

/** Returns a copy of a tree with another value at a place. */
function withValue(tree: unknown, [key, ...rest]: Keys, value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  if (Array.isArray(tree)) {
    return tree.map((entry, index) => (index === key ? withValue(entry, rest, value) : entry));
  }
  const map = tree as Readonly<Record<string, unknown>>;
  return { ...map, [key]: withValue(map[key], rest, value) };
}

test.each(OBJECTS)('no message about an object of kind $kind shows a secret', (object) => {
  const leaks: string[] = [];
  let tried = 0;
  for (const keys of places(object)) {
    const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    for (const value of SENSITIVE.test(`${path}.`) ? WRONG : []) {
      tried += 1;
      const found = checkObject(withValue(object, keys, value)).filter(({ message, fix }) =>
        `${message} ${fix}`.includes(MARKER),
      );
      leaks.push(...found.map((leak) => `${path} ${JSON.stringify(value)}: ${leak.message}; ${leak.fix}`));
    }
  }
  expect(tried).toBeGreaterThan(20);
  expect(leaks).toEqual([]);
});
