import { misjudged, warning, warnings } from '../../lines/0.11/rules/support';
import { found as found1x, on } from '../../lines/1.x/support';

/** Returns the findings of the rule about custom variables. */
function found(extraEnv: readonly object[], backstage: object = {}) {
  const given = { backstage: { ...backstage, extraEnv } };
  return warnings(given as Parameters<typeof warnings>[0]).filter(({ rule }) => rule === 'image-variables');
}

const messages = (extraEnv: readonly object[], backstage: object = {}) =>
  found(extraEnv, backstage).map(({ severity, path }) => `${severity} ${path}`);

const NODE_OPTIONS = warning(
  'image-variables',
  'backstage.extraEnv[0].value',
  "replaces the image's value --no-node-snapshot; the scaffolder then runs no template, so users cannot create projects and components",
  'add --no-node-snapshot to the value',
);

test('warns of NODE_OPTIONS that stops the templates of the scaffolder, and names the option to add', () => {
  const options = ['--max-old-space-size=1536', '', '$(OTHER)', '$$(A)'];
  expect(
    misjudged(
      options,
      (value) => found([{ name: 'NODE_OPTIONS', value }]),
      () => [NODE_OPTIONS],
    ),
  ).toEqual([]);
});

test('accepts NODE_OPTIONS with the option of the image', () => {
  const options = [
    '--no-node-snapshot',
    '--max-old-space-size=1536 --no-node-snapshot',
    '--no-node-snapshot --use-openssl-ca',
  ];
  expect(misjudged(options, (value) => found([{ name: 'NODE_OPTIONS', value }]))).toEqual([]);
});

test('accepts NODE_OPTIONS if the command passes the option of the image', () => {
  const command = ['node', '--no-node-snapshot', 'packages/backend'];
  expect(found([{ name: 'NODE_OPTIONS', value: '--inspect' }], { command })).toEqual([]);
});

test('reads the text that Kubernetes puts together from earlier variables', () => {
  const base = { name: 'BASE', value: '--no-node-snapshot' };
  const fromSecret = { name: 'BASE', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } };
  const composed = { name: 'NODE_OPTIONS', value: '$(BASE) --inspect' };
  expect(messages([base, composed])).toEqual([]);
  expect(messages([composed, base])).toEqual(['warning backstage.extraEnv[0].value']);
  expect(messages([fromSecret, composed])).toEqual(['info backstage.extraEnv[1]']);
});

test('notes a reference, whose text may lack the option', () => {
  const valueFrom = { configMapKeyRef: { name: 'options', key: 'node' } };
  expect(messages([{ name: 'NODE_OPTIONS', valueFrom }])).toEqual(['info backstage.extraEnv[0]']);
  expect(messages([{ name: 'NODE_ENV', valueFrom }])).toEqual([]);
});

test('warns of another mode than production, and of a PATH without Node.js', () => {
  expect(messages([{ name: 'NODE_ENV', value: 'development' }])).toEqual(['warning backstage.extraEnv[0].value']);
  expect(messages([{ name: 'NODE_ENV', value: 'production' }])).toEqual([]);
  expect(messages([{ name: 'PATH', value: '/opt/bin:$(PATH)' }])).toEqual(['warning backstage.extraEnv[0].value']);
  expect(messages([{ name: 'PATH', value: '/opt/bin:/usr/local/bin:/usr/bin:/bin' }])).toEqual([]);
});

test('notes another Python', () => {
  expect(messages([{ name: 'PYTHON', value: '/opt/python' }])).toEqual(['info backstage.extraEnv[0].value']);
});

test('judges the last of several variables, which Kubernetes uses', () => {
  const wrong = { name: 'NODE_OPTIONS', value: '--inspect' };
  const right = { name: 'NODE_OPTIONS', value: '--no-node-snapshot' };
  const options = { fidelity: 'corrected' } as const;
  const of = (env: object[], extraEnv: object[]) =>
    warnings({ backstage: { env, extraEnv } } as Parameters<typeof warnings>[0], options).filter(
      ({ rule }) => rule === 'image-variables',
    );
  expect(of([wrong], [right])).toEqual([]);
  expect(of([right], [wrong])).toEqual([NODE_OPTIONS]);
});

test('warns of a proxy that Node.js does not use', () => {
  const proxy = { name: 'HTTPS_PROXY', value: 'http://proxy.example.com:3128' };
  const lower = { name: 'https_proxy', value: 'http://proxy.example.com:3128' };
  expect(messages([proxy, lower])).toEqual(['warning backstage.extraEnv[0]']);
  expect(messages([lower, { name: 'NODE_USE_ENV_PROXY', value: '0' }])).toEqual(['warning backstage.extraEnv[0]']);
  expect(messages([proxy, { name: 'NODE_USE_ENV_PROXY', value: '1' }])).toEqual([]);
  expect(messages([proxy, { name: 'NODE_OPTIONS', value: '--use-env-proxy --no-node-snapshot' }])).toEqual([]);
  expect(messages([{ name: 'NO_PROXY', value: '.svc' }])).toEqual([]);
});

test('judges only the image of the chart and its copies', () => {
  const variable = { name: 'NODE_OPTIONS', value: '--inspect' };
  expect(found([variable], { image: { repository: 'registry.example.com/portals/mine' } })).toEqual([]);
  expect(found([variable], { image: { repository: 'registry.example.com/mirror/openchoreo-ui' } })).toHaveLength(1);
});

test('does not judge a disabled portal', () => {
  expect(found([{ name: 'NODE_OPTIONS', value: '--inspect' }], { enabled: false })).toEqual([]);
});

test.each(['1.0.5', '1.1.6', '1.2.3'] as const)('warns on chart %s in both fidelities', (chartVersion) => {
  const values = on({ extraEnv: [{ name: 'NODE_OPTIONS', value: '--inspect' }] });
  for (const fidelity of ['exact', 'corrected'] as const) {
    expect(found1x(values, { chartVersion, fidelity }).filter(({ rule }) => rule === 'image-variables')).toEqual([
      NODE_OPTIONS,
    ]);
  }
});
