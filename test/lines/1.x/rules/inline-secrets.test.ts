import { disabled, found, on, type Values, warning } from '../support';

const withToken = on({ extraEnv: [{ name: 'MY_TOKEN', value: 'hunter2' }] });

test('warns about a readable secret, without showing it', () => {
  expect(found(withToken)).toEqual([
    warning(
      'inline-secrets',
      'backstage.extraEnv[0].value',
      'is readable for everyone who can read the output: MY_TOKEN looks like a secret',
      'use valueFrom.secretKeyRef, or $(NAME) of an earlier variable that does; if it is no secret, rename it',
    ),
  ]);
});

test('does not warn about references, and about a portal on localhost', () => {
  const valueFrom = { secretKeyRef: { name: 'mine', key: 'token' } };
  expect(found(on({ extraEnv: [{ name: 'MY_TOKEN', valueFrom }] }))).toEqual([]);
  const baseUrl = 'http://localhost:7007';
  expect(found(on({ ...withToken.backstage, baseUrl }), { allow: ['redirect-urls'] })).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(withToken, { allow: ['inline-secrets'] })).toEqual([]);
  expect(found(disabled(withToken))).toEqual([]);
});

test.each<[string, NonNullable<Values['backstage']>]>([
  ['initContainers[0].env[0].value', { initContainers: [{ name: 'a', env: [{ name: 'DB_PASS', value: 'hunter2' }] }] }],
  [
    'extraContainers[0].env[0].value',
    { extraContainers: [{ name: 'a', env: [{ name: 'TOKEN2', value: 'hunter2' }] }] },
  ],
  ['initContainers[0].args[1]', { initContainers: [{ name: 'a', args: ['--password', 'hunter2'] }] }],
  ['extraContainers[0].command[2]', { extraContainers: [{ name: 'a', command: ['sh', '-c', 'TOKEN=hunter2 run'] }] }],
  ['command[1]', { command: ['node', '--token=hunter2'] }],
  ['extraArgs[1]', { extraArgs: ['--api-key', 'hunter2'] }],
  [
    'livenessProbe.httpGet.httpHeaders[0].value',
    { livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: 'hunter2' }] } } },
  ],
  [
    'extraContainers[0].readinessProbe.httpGet.httpHeaders[0].value',
    {
      extraContainers: [
        {
          name: 'a',
          readinessProbe: { httpGet: { port: 1, httpHeaders: [{ name: 'Authorization', value: 'Bearer hunter2' }] } },
        },
      ],
    },
  ],
  ['startupProbe.exec.command[1]', { startupProbe: { exec: { command: ['check', '--password=hunter2'] } } }],
  ['lifecycle.preStop.exec.command[1]', { lifecycle: { preStop: { exec: { command: ['stop', '--token=hunter2'] } } } }],
  [
    'patches[0].patch[0].value',
    {
      patches: [
        {
          target: { kind: 'Deployment', name: 'backstage' },
          patch: [
            { op: 'add', path: '/spec/template/spec/containers/0/env/-', value: { name: 'DB_PASS', value: 'hunter2' } },
          ],
        },
      ],
    },
  ],
  [
    'patches[0].patch[0].value',
    {
      patches: [
        {
          target: { kind: 'Deployment', name: 'backstage' },
          patch: [{ op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--password=hunter2' }],
        },
      ],
    },
  ],
])('warns about a readable secret in %s', (path, backstage) => {
  const all = found(on(backstage), { allow: ['kubernetes-objects'] });
  expect(all.map((finding) => [finding.rule, finding.path])).toEqual([['inline-secrets', `backstage.${path}`]]);
  expect(JSON.stringify(all)).not.toContain('hunter2');
});

test('accepts references in containers, arguments, headers and patches', () => {
  const container = {
    name: 'a',
    env: [{ name: 'DB_PASS', value: '$(PASSWORD)' }, { name: 'TOKEN' }],
    args: ['--password', '$(DB_PASS)', '--token-file=/run/token'],
    readinessProbe: { httpGet: { port: 1, httpHeaders: [{ name: 'Host', value: 'portal' }] } },
  };
  const patch = [{ op: 'add' as const, path: '/metadata/annotations', value: { a: 'text' } }];
  const patches = [{ target: { kind: 'Deployment', name: 'backstage' }, patch }];
  expect(
    found(on({ initContainers: [container], extraArgs: ['--log-level=info'], patches }), {
      allow: ['kubernetes-objects'],
    }),
  ).toEqual([]);
});
