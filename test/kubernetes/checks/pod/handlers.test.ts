import { containerRefusals, podRefusals } from './refusals';

const tcpSocket = { port: 80 };

describe('a probe is refused', () => {
  test.each<[string, object, string[]]>([
    ['without a handler', {}, ['livenessProbe: must have one of exec, httpGet, tcpSocket, grpc']],
    [
      'with two handlers',
      { tcpSocket, exec: { command: ['a'] } },
      ['livenessProbe.tcpSocket: must not be set, because exec is set'],
    ],
    [
      'with a negative time',
      { tcpSocket, periodSeconds: -1 },
      ['livenessProbe.periodSeconds: must be an integer of at least 0, got -1'],
    ],
    ['with two successes', { tcpSocket, successThreshold: 2 }, ['livenessProbe.successThreshold: must be 1, got 2']],
    [
      'with no time to stop',
      { tcpSocket, terminationGracePeriodSeconds: 0 },
      ['livenessProbe.terminationGracePeriodSeconds: must be an integer of at least 1, got 0'],
    ],
    ['without a port', { httpGet: { path: '/' } }, ['livenessProbe.httpGet.port: is required']],
    [
      'with an unknown scheme',
      { httpGet: { port: 1, scheme: 'https' } },
      ['livenessProbe.httpGet.scheme: must be one of HTTP, HTTPS, got a string (not shown)'],
    ],
    [
      'with a space in a header',
      { httpGet: { port: 1, httpHeaders: [{ name: 'a b' }] } },
      ['livenessProbe.httpGet.httpHeaders[0].name: must be letters, digits and hyphens, got a string (not shown)'],
    ],
    ['without a command', { exec: {} }, ['livenessProbe.exec.command: is required']],
    [
      'with gRPC on port 0',
      { grpc: { port: 0 } },
      ['livenessProbe.grpc.port: must be an integer from 1 to 65535, got 0'],
    ],
    [
      'with a number as text',
      { tcpSocket: { port: '80' } },
      [expect.stringMatching(/^livenessProbe\.tcpSocket\.port: must be a port name.+got a string \(not shown\)$/)],
    ],
    [
      'with a number above 32 bits, once',
      { tcpSocket, periodSeconds: 4294967296 },
      ['livenessProbe.periodSeconds: must be an integer with 32 bits, got 4294967296'],
    ],
  ])('%s', (_, livenessProbe, refused) => {
    expect(containerRefusals({ livenessProbe })).toEqual(refused);
  });

  test('for readiness with a time to stop', () => {
    expect(containerRefusals({ readinessProbe: { tcpSocket, terminationGracePeriodSeconds: 1 } })).toEqual([
      'readinessProbe.terminationGracePeriodSeconds: must not be set, because a readiness probe stops no container',
    ]);
  });

  test('unless the server replaces its zeros by defaults', () => {
    const zeros = { periodSeconds: 0, timeoutSeconds: 0, successThreshold: 0, failureThreshold: 0 };
    const livenessProbe = { httpGet: { port: 'http', httpHeaders: [{ name: 'X-A' }] }, ...zeros };
    const readinessProbe = { grpc: { port: 65535, service: '' }, successThreshold: 3 };
    expect(containerRefusals({ livenessProbe, readinessProbe })).toEqual([]);
  });
});

describe('a lifecycle handler is refused', () => {
  test.each<[string, object, string[]]>([
    ['if it is empty', { preStop: {} }, ['lifecycle.preStop: must have one of exec, httpGet, tcpSocket, sleep']],
    [
      'if there are two',
      { preStop: { sleep: { seconds: 1 }, tcpSocket } },
      ['lifecycle.preStop.sleep: must not be set, because tcpSocket is set'],
    ],
    [
      'if it sleeps longer than the pod has to stop',
      { preStop: { sleep: { seconds: 31 } } },
      ['lifecycle.preStop.sleep.seconds: must be from 0 to 30, which is terminationGracePeriodSeconds, got 31'],
    ],
    [
      'if it sleeps a negative time',
      { postStart: { sleep: { seconds: -1 } } },
      ['lifecycle.postStart.sleep.seconds: must be from 0 to 30, which is terminationGracePeriodSeconds, got -1'],
    ],
  ])('%s', (_, lifecycle, refused) => {
    expect(containerRefusals({ lifecycle })).toEqual(refused);
  });

  test('unless it sleeps as long as the pod has to stop', () => {
    const containers = [{ name: 'a', image: 'a', lifecycle: { preStop: { sleep: { seconds: 60 } } } }];
    expect(podRefusals({ containers, terminationGracePeriodSeconds: 60 })).toEqual([]);
    expect(podRefusals({ containers, terminationGracePeriodSeconds: 59 })).toHaveLength(1);
  });

  test('with no seconds before Kubernetes 1.33', () => {
    const lifecycle = { preStop: { sleep: {} } };
    expect(containerRefusals({ lifecycle })).toEqual([]);
    expect(containerRefusals({ lifecycle }, '1.32')).toHaveLength(1);
  });
});
