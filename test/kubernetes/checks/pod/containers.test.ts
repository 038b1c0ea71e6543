import { containerRefusals, podRefusals } from './refusals';

const NAME = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
const IMAGE = 'an image: registry and repository in lower case, and a tag or a digest';

describe('a container is refused', () => {
  test.each<[string, object, string[]]>([
    ['without a name', { name: undefined }, ['name: is required']],
    ['with an empty name', { name: '' }, ['name: must not be empty']],
    ['with capitals in its name', { name: 'Main' }, [`name: must be ${NAME}, got "Main"`]],
    ['with a long name', { name: 'a'.repeat(64) }, [`name: must be ${NAME}, got "${'a'.repeat(64)}"`]],
    ['without an image', { image: undefined }, ['image: is required']],
    [
      'with an image that no runtime can parse',
      { image: 'ghcr.io/Team/app' },
      [`image: must be ${IMAGE}, got "ghcr.io/Team/app"`],
    ],
    ['with spaces around its image', { image: ' app' }, [`image: must be ${IMAGE}, got " app"`]],
    ['with a NUL character in its command', { command: ['a\0'] }, ['command[0]: must not contain a NUL character']],
    ['with a NUL character in its arguments', { args: ['a', '\0'] }, ['args[1]: must not contain a NUL character']],
    [
      'with an unknown pull policy',
      { imagePullPolicy: 'always' },
      ['imagePullPolicy: must be one of Always, IfNotPresent, Never, got "always"'],
    ],
    [
      'with two ports of one number',
      { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] },
      ['ports[1].containerPort: must be unique, but an earlier entry has 80/TCP too'],
    ],
    [
      'with two ports of one name',
      {
        ports: [
          { containerPort: 80, name: 'a' },
          { containerPort: 81, name: 'a' },
        ],
      },
      ['ports[1].name: must be unique, but an earlier entry has a too'],
    ],
    ['without the number of a port', { ports: [{ name: 'http' }] }, ['ports[0].containerPort: is required']],
    [
      'with a port above 65535',
      { ports: [{ containerPort: 65536 }] },
      ['ports[0].containerPort: must be an integer from 1 to 65535, got 65536'],
    ],
    [
      'with a negative port of the node',
      { ports: [{ containerPort: 80, hostPort: -1 }] },
      ['ports[0].hostPort: must be an integer from 1 to 65535, got -1'],
    ],
    [
      'with a variable named twice',
      { env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] },
      ['env[2].name: must be unique, but an earlier entry has A too'],
    ],
    [
      'with rules for restarts without a policy',
      { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
      ['restartPolicy: is required'],
    ],
    [
      'with an unknown restart policy',
      { restartPolicy: 'always' },
      ['restartPolicy: must be one of Always, OnFailure, Never, got "always"'],
    ],
    [
      'with two resize policies of one resource',
      {
        resizePolicy: [
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
        ],
      },
      ['resizePolicy[1].resourceName: must be unique, but an earlier entry has cpu too'],
    ],
  ])('%s', (_, container, refused) => {
    expect(containerRefusals({ ...container })).toEqual(refused);
  });

  test.each(['a--b', '-a', 'a-', '123', 'HTTP', 'a.b', 'a'.repeat(16)])('with the port name %s', (name) => {
    expect(containerRefusals({ ports: [{ containerPort: 80, name }] })).toEqual([
      expect.stringMatching(/^ports\[0\]\.name: must be a port name/),
    ]);
  });
});

describe('a container is accepted', () => {
  test.each<[string, object]>([
    ['with a name of 63 characters', { name: 'a'.repeat(63) }],
    [
      'with an image of a registry with a port, a tag and a digest',
      { image: `localhost:5000/a/b:1@sha256:${'a'.repeat(64)}` },
    ],
    [
      'with one port number for TCP and UDP',
      { ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] },
    ],
    ['with a port at each end of the range', { ports: [{ containerPort: 1 }, { containerPort: 65535, hostPort: 0 }] }],
    [
      'with a port name of 15 characters',
      {
        ports: [
          { containerPort: 80, name: 'a'.repeat(15) },
          { containerPort: 81, name: '' },
        ],
      },
    ],
    ['with empty words, which count as absent', { imagePullPolicy: '', terminationMessagePolicy: '' }],
    ['with a relative folder', { workingDir: 'relative' }],
    [
      'with rules for restarts',
      {
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'NotIn', values: [0] } }],
      },
    ],
    ['with members that are null', { env: null, ports: null, lifecycle: null }],
  ])('%s', (_, container) => {
    expect(containerRefusals({ ...container })).toEqual([]);
  });
});

test.each<[string, object, string]>([
  ['a variable', { env: [{ name: 'A' }, 'A=secret'] }, 'env[1]: must be a map, got a string (not shown)'],
  ['an argument', { args: ['a', 1] }, 'args[1]: must be a string, got 1'],
  ['a mount', { volumeMounts: [['data']] }, 'volumeMounts[0]: must be a map, got a list'],
  [
    'a header',
    { livenessProbe: { httpGet: { port: 1, httpHeaders: [null] } } },
    'livenessProbe.httpGet.httpHeaders[0]: must be a map, got null',
  ],
])('%s of the wrong type is reported once', (_, container, refused) => {
  expect(containerRefusals({ ...container })).toEqual([refused]);
});

describe('the containers of a pod are refused', () => {
  const main = { name: 'main', image: 'app' };

  test.each<[string, object, string[]]>([
    ['if there are none', { containers: [] }, ['containers: must have a container']],
    [
      'if two have one name',
      { containers: [main, main] },
      ['containers[1].name: must be unique, but an earlier entry has main too'],
    ],
    [
      'if an init container has the name of another',
      { initContainers: [main] },
      ['initContainers[0].name: must not be the name of one of containers too'],
    ],
    [
      'if an init container that ends has a probe',
      { initContainers: [{ name: 'init', image: 'a', readinessProbe: { tcpSocket: { port: 1 } } }] },
      ['initContainers[0].readinessProbe: must not be set for an init container that ends'],
    ],
    [
      'if an init container that ends has a lifecycle',
      { initContainers: [{ name: 'init', image: 'a', lifecycle: {} }] },
      ['initContainers[0].lifecycle: must not be set for an init container that ends'],
    ],
    [
      'if two take one port of the node',
      {
        containers: [
          { ...main, ports: [{ containerPort: 1, hostPort: 80 }] },
          { name: 'b', image: 'b', ports: [{ containerPort: 2, hostPort: 80 }] },
        ],
      },
      [
        'containers[1].ports[0].hostPort: must be unique, but spec.template.spec.containers[0].ports[0].hostPort is 80 too',
      ],
    ],
    [
      'if the port of the node differs with hostNetwork',
      { hostNetwork: true, containers: [{ ...main, ports: [{ containerPort: 1, hostPort: 80 }] }] },
      ['containers[0].ports[0].hostPort: must be containerPort (1), because hostNetwork is true, got 80'],
    ],
  ])('%s', (_, pod, refused) => {
    expect(podRefusals({ ...pod })).toEqual(refused);
  });

  test('but a sidecar may have probes, and init containers may share ports of the node', () => {
    const sidecar = { name: 'side', image: 'a', restartPolicy: 'Always', readinessProbe: { tcpSocket: { port: 1 } } };
    const ports = [{ containerPort: 1, hostPort: 80 }];
    const initContainers = [sidecar, { name: 'a', image: 'a', ports }, { name: 'b', image: 'a', ports }];
    expect(podRefusals({ initContainers, containers: [{ ...main, ports }] })).toEqual([]);
  });
});

test('a container has a restart policy since Kubernetes 1.35, a sidecar before', () => {
  const initContainers = [{ name: 'side', image: 'a', restartPolicy: 'Always' }];
  const containers = [{ name: 'main', image: 'a', restartPolicy: 'Never' }];
  expect(podRefusals({ initContainers, containers })).toEqual([]);
  expect(podRefusals({ initContainers, containers }, '1.34')).toEqual([
    'containers[0].restartPolicy: must be absent, or Always for an init container, before Kubernetes 1.35',
  ]);
});
