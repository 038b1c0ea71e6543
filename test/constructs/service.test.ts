import * as kplus from 'cdk8s-plus-28';
import { Release } from '../../lib/backstage/release';
import { BackstageService, type BackstageServiceProps } from '../../lib/constructs/service';
import { LABELS, manifestOf, POD_LABELS, testChart, testDeployment } from '../support';

test('every prop reaches the Service', () => {
  const chart = testChart();
  const props: Required<BackstageServiceProps> = {
    deployment: testDeployment(chart, { release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }) }),
    type: 'NodePort',
    port: 8080,
    nodePort: 30007,
    metadata: { annotations: { 'example.com/load-balancer': 'internal' } },
  };
  expect(manifestOf(new BackstageService(chart, 'Service', props))).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'console-ui',
      namespace: 'team-a',
      labels: LABELS,
      annotations: { 'example.com/load-balancer': 'internal' },
    },
    spec: {
      type: 'NodePort',
      ports: [{ port: 8080, targetPort: 'http', protocol: 'TCP', name: 'http', nodePort: 30007 }],
      selector: POD_LABELS,
    },
  });
});

function service(props: Omit<BackstageServiceProps, 'deployment'> = {}): BackstageService {
  const chart = testChart();
  return new BackstageService(chart, 'Service', { deployment: testDeployment(chart), ...props });
}

test('it is reachable inside the cluster at port 7007 by default', () => {
  expect(manifestOf(service()).spec).toEqual({
    type: 'ClusterIP',
    ports: [{ port: 7007, targetPort: 'http', protocol: 'TCP', name: 'http' }],
    selector: POD_LABELS,
  });
});

test("it routes to the container's named port, also if its own port differs", () => {
  expect(manifestOf(service({ port: 80 }))).toHaveProperty('spec.ports.0.targetPort', 'http');
});

test('other constructs can read its port', () => {
  expect(service().port).toBe(7007);
  expect(service({ port: 80 }).port).toBe(80);
});

test('other constructs can read the name of its port', () => {
  const made = service({ port: 80 });
  expect(made.portName).toBe('http');
  expect(manifestOf(made)).toHaveProperty('spec.ports.0.name', made.portName);
});

test.each([0, -1, 65536, 1.5])('port %d does not synthesize', (port) => {
  expect(() => manifestOf(service({ port }))).toThrow(`port: must be 1 to 65535, got ${port}`);
});

test.each([-1, 99999, 30000.5])('node port %d does not synthesize', (nodePort) => {
  expect(() => manifestOf(service({ type: 'NodePort', nodePort }))).toThrow(
    `[test/Service] nodePort: must be 1 to 65535, got ${nodePort}; set it to the port that is meant`,
  );
});

test('a node port of a ClusterIP Service is ignored', () => {
  expect(() => manifestOf(service({ nodePort: 99999 }))).not.toThrow();
});

test.each([1, 65535])('port %d synthesizes', (port) => {
  expect(manifestOf(service({ port }))).toHaveProperty('spec.ports.0.port', port);
});

test.each(['ClusterIP', 'LoadBalancer'] as const)('a node port is left out with type %s', (type) => {
  expect(manifestOf(service({ type, nodePort: 30007 }))).not.toHaveProperty('spec.ports.0.nodePort');
});

test('Kubernetes chooses the node port if none or 0 is given', () => {
  expect(manifestOf(service({ type: 'NodePort' }))).not.toHaveProperty('spec.ports.0.nodePort');
  expect(manifestOf(service({ type: 'NodePort', nodePort: 0 }))).not.toHaveProperty('spec.ports.0.nodePort');
});

test('it takes a type of cdk8s-plus-28', () => {
  const { spec } = manifestOf(service({ type: kplus.ServiceType.NODE_PORT, nodePort: 30007 }));
  expect(spec).toHaveProperty('type', 'NodePort');
  expect(spec).toHaveProperty('ports.0.nodePort', 30007);
});

test('it is a backend of an Ingress of cdk8s-plus-28', () => {
  const chart = testChart();
  const backend = new BackstageService(chart, 'Service', { deployment: testDeployment(chart), port: 80 });
  const ingress = new kplus.Ingress(chart, 'ingress');
  ingress.addHostRule('portal.example.com', '/', backend.toIngressBackend());
  expect(manifestOf(ingress)).toHaveProperty('spec.rules', [
    {
      host: 'portal.example.com',
      http: {
        paths: [
          { path: '/', pathType: 'Prefix', backend: { service: { name: 'openchoreo-ui', port: { number: 80 } } } },
        ],
      },
    },
  ]);
});
