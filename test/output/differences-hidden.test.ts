import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type Difference, describeDifferences, differences as differencesOf } from '../../lib/output/differences';
import { processorTime } from '../processor-time';
import { runs } from '../random';

// Values that differences hide and show.

const publicVariables = new Set(['LOG_LEVEL', 'OPENCHOREO_API_URL', 'POSTGRES_HOST']);

function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  return differencesOf(before, after, { publicVariables });
}

/** Returns the differences between two objects as text, each in the form `changed path: before -> after`. */
function between(before: Manifest, after: Manifest): string[] {
  return differences([before], [after]).map((found) => describeDifferences([found]).replace(/^.*\n */, ''));
}

function object(apiVersion: string, kind: string, members: object = {}, metadata: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'n', ...metadata }, ...members };
}

const pods = (spec: object, metadata?: object) =>
  object('apps/v1', 'Deployment', { spec: { template: { metadata, spec } } });
const containers = (...list: object[]) => pods({ containers: list });
const portal = (members: object) => containers({ name: 'backstage', ...members });
const sidecar = (members: object) => containers({ name: 'backstage' }, { name: 'sidecar', ...members });
const init = (members: object) => pods({ initContainers: [{ name: 'backstage', ...members }] });
const env = (name: string, value: unknown) => portal({ env: [{ name, value }] });
const probe = (members: object) => portal({ livenessProbe: members });
const headers = (name: string, value: unknown) => probe({ httpGet: { port: 1, httpHeaders: [{ name, value }] } });
const args = (...list: unknown[]) => portal({ args: list });
const config = (data: object) => object('v1', 'ConfigMap', { data });
const file = (text: string, name = 'app-config.extra.yaml') => config({ [name]: text });
const annotated = (annotations: object) => object('v1', 'Service', {}, { annotations });
const route = (rule: object) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', { spec: { rules: [rule] } });
const monitor = (endpoint: object) =>
  object('monitoring.coreos.com/v1', 'ServiceMonitor', { spec: { endpoints: [endpoint] } });
const external = (spec: object) => object('external-secrets.io/v1', 'ExternalSecret', { spec });
const custom = (members: object) => object('example.com/v1', 'Widget', members);

/** Objects with a secret, by description. The function gets the secret. */
const PROBES: Readonly<Record<string, (secret: string) => Manifest>> = {
  'a variable with a dot': (secret) => env('db.password', secret),
  'a variable with hyphens': (secret) => env('DB-PASSWORD', secret),
  'a variable with a harmless name': (secret) => env('GREETING', secret),
  'a number as a variable': (secret) => env('PIN', Number(secret)),
  'a list as a variable': (secret) => env('PASSWORD', [secret]),
  'a list as a public variable': (secret) => env('LOG_LEVEL', [secret]),
  'a source as a text': (secret) => portal({ env: [{ name: 'LOG_LEVEL', valueFrom: secret }] }),
  'a source with a value': (secret) => portal({ env: [{ name: 'LOG_LEVEL', valueFrom: { value: secret } }] }),
  'a Secret of a volume as a text': (secret) => pods({ volumes: [{ name: 'v', secret }] }),
  'a fallback in a public setting': (secret) => file(`app: { baseUrl: "\${A:-${secret}}" }`),
  'a map as a variable': (secret) => env('LOG_LEVEL', { value: secret }),
  'the name of a variable': (secret) => env(`TOKEN=${secret}`, 'x'),
  'a variable without a name': (secret) => portal({ env: [{ value: secret }] }),
  'variables as a text': (secret) => portal({ env: `PASSWORD=${secret}` }),
  'variables as a map': (secret) => portal({ env: { PASSWORD: secret } }),
  'an unknown member of a variable': (secret) => portal({ env: [{ name: 'LOG_LEVEL', default: secret }] }),
  'a public variable of an init container': (secret) => init({ env: [{ name: 'LOG_LEVEL', value: secret }] }),
  'a public variable of another container': (secret) => sidecar({ env: [{ name: 'LOG_LEVEL', value: secret }] }),
  'a public variable that occurs twice': (secret) =>
    sidecar({
      env: [
        { name: 'LOG_LEVEL', value: 'a' },
        { name: 'LOG_LEVEL', value: secret },
      ],
    }),
  'user info in a public URL': (secret) => env('OPENCHOREO_API_URL', `https://user:${secret}@api.example.com`),
  'user info with slashes': (secret) => env('OPENCHOREO_API_URL', `https://user:a/${secret}@api.example.com`),
  'user info with at signs': (secret) => env('OPENCHOREO_API_URL', `https://user:a@${secret}@api.example.com`),
  'user info with a question mark': (secret) => env('OPENCHOREO_API_URL', `https://u:?${secret}@api.example.com`),
  'user info with a hash': (secret) => env('OPENCHOREO_API_URL', `https://u:#${secret}@api.example.com`),
  'user info with brackets': (secret) => env('OPENCHOREO_API_URL', `https://u:[${secret}]@api.example.com`),
  'a token as the user of a URL': (secret) => env('OPENCHOREO_API_URL', `https://${secret}@api.example.com`),
  'user info without a scheme': (secret) => env('POSTGRES_HOST', `user:${secret}@pg/db`),
  'a token before a host': (secret) => env('POSTGRES_HOST', `${secret}@pg`),
  'a user and password as a host': (secret) => env('POSTGRES_HOST', `user:${secret}`),
  'a user and password in a URL without a host': (secret) => env('OPENCHOREO_API_URL', `https://u:${secret}`),
  'a user and password after a host': (secret) => env('POSTGRES_HOST', `pg user:${secret}`),
  'JSON in a public variable': (secret) => env('LOG_LEVEL', `level {"token": "${secret}"}`),
  'a connection string': (secret) => env('POSTGRES_HOST', `host=pg password=${secret}`),
  'a connection string with semicolons': (secret) => env('POSTGRES_HOST', `pg;Password=${secret};`),
  'several URLs': (secret) => env('OPENCHOREO_API_URL', `https://a.example.com,https://u:${secret}@b.example.com`),
  'a parameter of a URL': (secret) => env('OPENCHOREO_API_URL', `https://api.example.com/?access_token=${secret}`),
  'a parameter without a name': (secret) => env('OPENCHOREO_API_URL', `https://api.example.com?${secret}`),
  'a fragment of a URL': (secret) => env('OPENCHOREO_API_URL', `https://api.example.com/#${secret}`),
  'a matrix parameter of a URL': (secret) => env('OPENCHOREO_API_URL', `https://api.example.com/;token=${secret}`),
  'a public variable with several lines': (secret) => env('POSTGRES_HOST', `pg\n${secret}`),
  'user info in an image': (secret) => portal({ image: `user:${secret}@registry.example.com/portal:1` }),
  'user info in an image with a digest': (secret) =>
    portal({ image: `u:${secret}@registry.example.com/portal@sha256:${'0'.repeat(64)}` }),
  'a header of a probe': (secret) => headers('X-Api-Key', secret),
  'an innocent header of a probe': (secret) => headers('Accept', secret),
  'a number as a header': (secret) => headers('X-Pin', Number(secret)),
  'a header of a hook': (secret) =>
    portal({ lifecycle: { preStop: { httpGet: { httpHeaders: [{ name: 'A', value: secret }] } } } }),
  'the name of a header': (secret) => headers(`Authorization: ${secret}`, 'x'),
  'the path of a probe': (secret) => probe({ httpGet: { path: `/health?token=${secret}` } }),
  'the command of a probe': (secret) => probe({ exec: { command: ['curl', '-H', `Authorization: Bearer ${secret}`] } }),
  'the command of a hook': (secret) => portal({ lifecycle: { postStart: { exec: { command: ['login', secret] } } } }),
  'an escaped quote in an argument': (secret) => args(`--password="aa\\"${secret}"`),
  'an argument after a short option': (secret) => args('-p', secret),
  'an argument in one word': (secret) => args(`-p${secret}`),
  'a script': (secret) => args('sh', '-c', `login --user a --password ${secret}`),
  'a number as an argument': (secret) => args('--pin', Number(secret)),
  'a map as an argument': (secret) => args({ name: secret, value: secret }),
  'a named argument': (secret) => args({ name: 'a', value: secret }),
  'arguments as a text': (secret) => portal({ args: `--password ${secret}` }),
  'a command': (secret) => portal({ command: ['node', `--token=${secret}`] }),
  'arguments of an init container': (secret) => init({ args: ['--password', secret] }),
  'arguments of a Job': (secret) =>
    object('batch/v1', 'Job', { spec: { template: { spec: { containers: [{ name: 'job', args: [secret] }] } } } }),
  'arguments of a CronJob': (secret) =>
    object('batch/v1', 'CronJob', {
      spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'job', args: [secret] }] } } } } },
    }),
  'attributes of a volume': (secret) => pods({ volumes: [{ name: 'v', csi: { volumeAttributes: { key: secret } } }] }),
  'options of a volume': (secret) => pods({ volumes: [{ name: 'v', flexVolume: { options: { password: secret } } }] }),
  'the repository of a volume': (secret) =>
    pods({ volumes: [{ name: 'v', gitRepo: { repository: `https://${secret}@git.example.com` } }] }),
  'an unknown member of a container': (secret) => portal({ settings: { password: secret } }),
  'an annotation': (secret) => annotated({ 'example.com/note': secret }),
  'an annotation with JSON': (secret) => annotated({ 'example.com/config': JSON.stringify({ password: secret }) }),
  'an annotation with a snippet': (secret) =>
    annotated({ 'nginx.ingress.kubernetes.io/configuration-snippet': `proxy_set_header X-Key ${secret};` }),
  'an annotation of pods': (secret) => pods({}, { annotations: { 'vault.hashicorp.com/token': secret } }),
  'the hash of a Secret': (secret) => pods({}, { annotations: { 'checksum/secret': secret } }),
  'a harmless annotation with several lines': (secret) => annotated({ 'helm.sh/resource-policy': `keep\n${secret}` }),
  'annotations as a text': (secret) => object('v1', 'Service', {}, { annotations: secret }),
  'the data of a Secret': (secret) => object('v1', 'Secret', { data: { key: secret } }),
  'the text data of a Secret': (secret) => object('v1', 'Secret', { stringData: { key: secret } }),
  'a key of a Secret with other characters': (secret) =>
    object('v1', 'Secret', { stringData: { [`a: ${secret}`]: '' } }),
  'an annotation of a Secret': (secret) => object('v1', 'Secret', {}, { annotations: { 'helm.sh/hook': secret } }),
  'a label of a Secret': (secret) => object('v1', 'Secret', {}, { labels: { note: secret } }),
  'an unknown member of a Secret': (secret) => object('v1', 'Secret', { spec: { password: secret } }),
  'a text in a ConfigMap': (secret) => config({ greeting: secret }),
  'a certificate in a ConfigMap': (secret) => config({ 'ca.crt': `-----BEGIN CERTIFICATE-----\n${secret}` }),
  'the binary data of a ConfigMap': (secret) => object('v1', 'ConfigMap', { binaryData: { key: secret } }),
  'a properties file': (secret) => file(`password=${secret}`, 'app.properties'),
  'a dotenv file': (secret) => file(`PASSWORD=${secret}`, '.env'),
  'a file that is not YAML': (secret) => file(`password: [${secret}`),
  'a very long file': (secret) => file(`a: ${'x'.repeat(100_000)}\npassword: ${secret}`),
  'a file with aliases': (secret) => file(`a: &a ${secret}\nb: *a`),
  'a password in YAML': (secret) => file(`password: ${secret}`),
  'a private key in a block': (secret) => file(`key: |\n  -----BEGIN PRIVATE KEY-----\n  ${secret}\n  -----END-----\n`),
  'a passphrase with spaces': (secret) => file(`passphrase: correct horse ${secret}`),
  'a list with a password': (secret) => file(`password: [${secret}]`),
  'a map with a password': (secret) => file(`secret: { value: ${secret} }`),
  'a map whose key is a password': (secret) => file(`password: { pw ${secret} }`),
  'a key that is a text': (secret) => file(`"Authorization: Bearer ${secret}": true`),
  'a named entry in YAML': (secret) => file(`users:\n  - name: ${secret}\n    role: admin\n`),
  'a number in YAML': (secret) => file(`pin: ${Number(secret)}`),
  'a text in YAML with an innocent key': (secret) => file(`greeting: ${secret}`),
  'a token in JSON': (secret) => file(JSON.stringify({ integrations: { github: [{ token: secret }] } }), 'a.json'),
  'the fallback of a reference': (secret) => file(`password: \${PASSWORD:-${secret}}`),
  'text before a reference': (secret) => file(`password: ${secret}\${PASSWORD}`),
  'text in a nested reference': (secret) => file(`password: \${A\${${secret}}}`),
  'a URL with a password in YAML': (secret) => file(`backend: { baseUrl: 'https://u:${secret}@example.com' }`),
  'a header of a route': (secret) =>
    route({ filters: [{ requestHeaderModifier: { set: [{ name: 'Authorization', value: secret }] } }] }),
  'a header of a backend': (secret) =>
    route({ backendRefs: [{ filters: [{ requestHeaderModifier: { add: [{ name: 'A', value: secret }] } }] }] }),
  'a header that a route matches': (secret) => route({ matches: [{ headers: [{ name: 'X-Gate', value: secret }] }] }),
  'a parameter that a route matches': (secret) =>
    route({ matches: [{ queryParams: [{ name: 'key', value: secret }] }] }),
  'parameters of a scrape': (secret) => monitor({ params: { token: [secret] } }),
  'the token of a scrape as a text': (secret) => monitor({ authorization: { credentials: secret } }),
  'the password of a scrape as a text': (secret) => monitor({ basicAuth: { password: secret } }),
  'the proxy of a scrape': (secret) => monitor({ proxyUrl: `http://u:${secret}@proxy` }),
  'a template of an ExternalSecret': (secret) =>
    external({ target: { template: { data: { url: `https://u:${secret}@h` } } } }),
  'annotations of a template': (secret) =>
    external({ target: { template: { metadata: { annotations: { note: secret } } } } }),
  'a text template': (secret) => external({ target: { template: { templateFrom: [{ literal: secret }] } } }),
  'an object of an unknown kind': (secret) => custom({ spec: { serviceAccountName: secret } }),
  'a named entry of an unknown kind': (secret) => custom({ spec: { list: [{ name: secret }] } }),
  'a number of an unknown kind': (secret) => custom({ pin: Number(secret) }),
  'values of a Helm release': (secret) =>
    object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { spec: { values: { password: secret } } }),
  'a kind with a known name and another group': (secret) =>
    object('serving.knative.dev/v1', 'Service', { spec: { template: { spec: { containers: [{ args: [secret] }] } } } }),
};

/** Secrets are numbers, so that positions of numbers can hold them too. */
const [SECRET, OTHER] = ['81726354', '45362718'];

/** Returns whether a text shows a part of one of the two secrets. */
const leaks = (text: string) => /8172|6354|4536|2718/.test(text);

/** Returns a copy of an object with a part removed: each member of each map, one after the other. */
function* withoutParts(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const smaller of withoutParts(entry)) {
        yield value.with(index, smaller);
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const { [key]: _, ...others } = value as Record<string, unknown>;
      yield others;
      for (const smaller of withoutParts(member)) {
        yield { ...others, [key]: smaller };
      }
    }
  }
}

const isObject = ({ kind, metadata }: Manifest) => kind !== undefined && metadata?.name !== undefined;

describe.each(Object.entries(PROBES))('hides %s', (_, probeOf) => {
  test('that changed, and reports the change', () => {
    const text = describeDifferences(differences([probeOf(SECRET)], [probeOf(OTHER)]));
    expect(text).toContain('(hidden)');
    expect(leaks(text)).toBe(false);
  });

  test('that was added or removed, alone or with everything around it', () => {
    const whole = probeOf(SECRET);
    const parts = [...withoutParts(whole)].map((part) => part as Manifest).filter(isObject);
    const shown = parts.flatMap((part) => [...between(part, whole), ...between(whole, part)]);
    expect(parts.length).toBeGreaterThan(0);
    expect(shown.filter(leaks)).toEqual([]);
  });
});

test('shows the type and the keys of a Secret', () => {
  const before = object('v1', 'Secret', { data: { 'a-key': 'c2VjcmV0', 'b.c': 'c2VjcmV0' }, type: 'Opaque' });
  const after = object('v1', 'Secret', { data: { 'a-key': 'aHVudGVy' }, stringData: { x: 'hunter' }, type: 'other' });
  expect(between(before, after)).toEqual([
    'changed data.a-key: (hidden) -> (hidden)',
    'removed data["b.c"]: (hidden)',
    'changed type: "Opaque" -> "other"',
    'added stringData: {"x":"(hidden)"}',
  ]);
});

test('shows the labels of a Secret that name its release and the tool that manages it', () => {
  const labelled = (manager: string) =>
    object('v1', 'Secret', {}, { labels: { 'app.kubernetes.io/managed-by': manager, other: manager } });
  expect(between(labelled('Helm'), labelled('cdk8s'))).toEqual([
    'changed metadata.labels["app.kubernetes.io/managed-by"]: "Helm" -> "cdk8s"',
    'changed metadata.labels.other: (hidden) -> (hidden)',
  ]);
});

test("shows the values of public variables in the portal's container, and references of all variables", () => {
  expect(between(env('LOG_LEVEL', 'info'), env('LOG_LEVEL', 'debug'))).toEqual([
    'changed spec.template.spec.containers[backstage].env[LOG_LEVEL].value: "info" -> "debug"',
  ]);
  const from = { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } };
  expect(between(env('TOKEN', 'hunter2'), portal({ env: [from] }))).toEqual([
    'removed spec.template.spec.containers[backstage].env[TOKEN].value: (hidden)',
    'added spec.template.spec.containers[backstage].env[TOKEN].valueFrom: {"secretKeyRef":{"name":"s","key":"k"}}',
  ]);
});

test('shows the visible parts of an added container', () => {
  const sidecarOf = { name: 'sidecar', image: 'a:1', args: ['--port', '1'], env: [{ name: 'PIN', value: '1' }] };
  expect(between(containers({ name: 'ui' }), containers({ name: 'ui' }, sidecarOf))).toEqual([
    'added spec.template.spec.containers[sidecar]: ' +
      '{"name":"sidecar","image":"a:1","args":"(hidden)","env":[{"name":"PIN","value":"(hidden)"}]}',
  ]);
});

test('reports a changed order of variables by their names, and of arguments by their index', () => {
  const [a, b] = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ];
  expect(between(portal({ env: [a, b] }), portal({ env: [b, a] }))).toEqual([
    'changed spec.template.spec.containers[backstage].env: in the order A, B -> in the order B, A',
  ]);
  expect(between(args('x', 'y'), args('y', 'x'))).toEqual([
    'changed spec.template.spec.containers[backstage].args[0]: (hidden) -> (hidden)',
    'changed spec.template.spec.containers[backstage].args[1]: (hidden) -> (hidden)',
  ]);
});

test('shows numbers, booleans and texts of an object that describe no secret', () => {
  const service = (port: number) => object('v1', 'Service', { spec: { ports: [{ name: 'http', port }] } });
  expect(between(service(80), service(7007))).toEqual(['changed spec.ports[http].port: 80 -> 7007']);
  const claim = (size: string) =>
    object('v1', 'PersistentVolumeClaim', { spec: { resources: { requests: { storage: size } } } });
  expect(between(claim('1Gi'), claim('2Gi'))).toEqual(['changed spec.resources.requests.storage: "1Gi" -> "2Gi"']);
  const digest = `sha256:${'0'.repeat(64)}`;
  expect(between(portal({ image: 'r.example.com:5000/a:1' }), portal({ image: `a@${digest}` }))).toEqual([
    `changed spec.template.spec.containers[backstage].image: "r.example.com:5000/a:1" -> "a@${digest}"`,
  ]);
});

test('shows annotations that contain fixed words', () => {
  const policy = (value: string) => annotated({ 'argocd.argoproj.io/sync-options': value, 'example.com/note': value });
  expect(between(policy('Prune=false,Delete=false'), policy('Prune=false'))).toEqual([
    'changed metadata.annotations["argocd.argoproj.io/sync-options"]: "Prune=false,Delete=false" -> "Prune=false"',
    'changed metadata.annotations["example.com/note"]: (hidden) -> (hidden)',
  ]);
});

const lastApplied = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"hunter2"}}' };

test.each(['Secret', 'Service'])('ignores the copy that kubectl apply keeps in an annotation (%s)', (kind) => {
  const withAnnotations = (annotations?: object) => object('v1', kind, {}, { annotations });
  expect(between(withAnnotations(lastApplied), withAnnotations())).toEqual([]);
  expect(between(withAnnotations({ ...lastApplied, a: '1' }), withAnnotations({ a: '1' }))).toEqual([]);
  expect(between(withAnnotations(lastApplied), withAnnotations({ a: '1' }))).toHaveLength(1);
});

test.each(['https://a.example.com:8443/x', 'http://a,https://b:80', 'pg', 'openid profile', '/var/lib', '*', '7007'])(
  'shows the value %j of a public variable',
  (value) => {
    expect(between(env('LOG_LEVEL', ''), env('LOG_LEVEL', value))[0]).toContain(`"" -> ${JSON.stringify(value)}`);
  },
);

describe('a configuration file', () => {
  test('is compared by path, and shows references, booleans and public settings', () => {
    const jenkins = (baseUrl: string, apiKey: string) =>
      file(stringify({ jenkins: { baseUrl, apiKey, on: apiKey === 'x' } }));
    expect(
      between(jenkins('${JENKINS_BASE_URL}', '${JENKINS_API_KEY}'), jenkins('https://ci.example.com', 'x')),
    ).toEqual([
      'changed data["app-config.extra.yaml"].jenkins.baseUrl: "${JENKINS_BASE_URL}" -> "https://ci.example.com"',
      'changed data["app-config.extra.yaml"].jenkins.apiKey: "${JENKINS_API_KEY}" -> (hidden)',
      'changed data["app-config.extra.yaml"].jenkins.on: false -> true',
    ]);
  });

  test('names no key without a value, which may be a misplaced value', () => {
    expect(between(file('password: {hunter2}'), file('password: {}'))).toEqual([
      'removed data["app-config.extra.yaml"].password["(hidden)"]: null',
    ]);
  });
});

test('shows all values if the user asks for them', () => {
  const shown = differencesOf([PROBES['a password in YAML']?.('old') as Manifest], [file('password: new')], {
    publicVariables,
    showValues: true,
  });
  expect(describeDifferences(shown)).toContain('data["app-config.extra.yaml"].password: "old" -> "new"');
});

/** JSON values with the secret as texts, numbers and keys of maps. */
const secretValues = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(SECRET, Number(SECRET), `x ${SECRET}\n`, `https://u:${SECRET}@h`, `-p${SECRET}`),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'value', 'a', 'data', `k: ${SECRET}`), tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Objects with a value at a place that may hold a secret. */
const SECRET_PLACES: readonly ((value: unknown) => Manifest)[] = [
  (value) => env('PASSWORD', value),
  (value) => portal({ args: value }),
  (value) => portal({ command: value }),
  (value) => portal({ settings: value }),
  (value) => init({ env: [{ name: 'LOG_LEVEL', value }] }),
  (value) => headers('Authorization', value),
  (value) => probe({ exec: value }),
  (value) => pods({ volumes: [{ name: 'v', csi: { volumeAttributes: value } }] }),
  (value) => config({ key: value }),
  (value) => config({ key: JSON.stringify(value) }),
  (value) => file(stringify({ password: value })),
  (value) => file(JSON.stringify({ app: value })),
  (value) => object('v1', 'Secret', { data: { key: value } }),
  (value) => object('v1', 'Secret', { other: value }),
  (value) => annotated({ note: value }),
  (value) => external({ target: { template: { data: value } } }),
  (value) => route({ filters: [{ requestHeaderModifier: { set: [{ name: 'A', value }] } }] }),
  (value) => custom({ spec: value }),
];

test('never shows a secret at a place that may hold one, for any value', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SECRET_PLACES), secretValues, secretValues, (place, before, after) => {
      const [old, now] = [place(before), place(after)];
      const text = [...between(old, now), ...between(now, old), ...between(place(undefined), now)].join('\n');
      expect(leaks(text)).toBe(false);
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  '"',
  "'",
  ':',
  '@',
  '=',
  'a@',
  '://',
  '\\"',
  ' !<',
  ' "',
  '${',
  '-',
  '\n',
  '::',
  '[',
  '{a: ',
  '- ',
  'password: "a\\" ',
])('compares texts of 100 kB of %j in linear time, at any place', (unit) => {
  const text = unit.repeat(100_000 / unit.length);
  const before = Object.values(PROBES).map((probeOf, index) => ({
    ...probeOf(text),
    metadata: { name: `${index}` },
  }));
  const after = before.map((_, index) => ({
    ...Object.values(PROBES)[index]?.('x'),
    metadata: { name: `${index}` },
  }));
  const time = processorTime(() => describeDifferences(differences(before, after as Manifest[])));
  expect(time).toBeLessThan(10_000);
});

test('compares long lists of named entries in another order in linear time', () => {
  const list = Array.from({ length: 20_000 }, (_, index) => ({ name: `A${index}`, value: `${index}` }));
  const [before, after] = [portal({ env: list }), portal({ env: list.toReversed() })];
  const time = processorTime(() => expect(between(before, after)).toHaveLength(1));
  expect(time).toBeLessThan(10_000);
});

test('escapes control characters in kinds, names, paths and values', () => {
  const hostile = '::error::\n\u001b[31m\u202e';
  const before = object('v1', `::error::${hostile}`, {}, { name: hostile, namespace: hostile });
  const service = (value: string) => object('v1', 'Service', {}, { name: 'a\n::error::b', labels: { a: value } });
  const shown = describeDifferences(
    differencesOf([before, service('x'), annotated({ [hostile]: 'x' })], [service(hostile), annotated({})], {
      publicVariables,
      showValues: true,
    }),
  );
  expect(shown).not.toMatch(/^\s*::|[^\P{Cc}\n]|\p{Bidi_Control}/mu);
  expect(shown.split('\n')).toHaveLength(5);
});
