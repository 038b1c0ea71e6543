import * as kplus from 'cdk8s-plus-28';
import { Release } from '../../lib/backstage/release';
import { BackstageService, type BackstageServiceProps } from '../../lib/constructs/service';
import { LABELS, manifestOf, POD_LABELS, testChart, testDeployment } from '../support';

test('renders every prop', () => {
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

test('is a ClusterIP Service at port 7007 by default', () => {
  expect(manifestOf(service()).spec).toEqual({
    type: 'ClusterIP',
    ports: [{ port: 7007, targetPort: 'http', protocol: 'TCP', name: 'http' }],
    selector: POD_LABELS,
  });
});

test('routes to the named port of the container, even if the port of the Service differs', () => {
  expect(manifestOf(service({ port: 80 }))).toHaveProperty('spec.ports.0.targetPort', 'http');
});

test('exposes its port', () => {
  expect(service().port).toBe(7007);
  expect(service({ port: 80 }).port).toBe(80);
});

test('exposes the name of its port', () => {
  const made = service({ port: 80 });
  expect(made.portName).toBe('http');
  expect(manifestOf(made)).toHaveProperty('spec.ports.0.name', made.portName);
});

test.each([0, -1, 65536, 1.5])('refuses port %d', (port) => {
  expect(() => manifestOf(service({ port }))).toThrow(`port: must be an integer from 1 to 65535, got ${port}`);
});

test.each([-1, 99999, 30000.5])('refuses node port %d', (nodePort) => {
  expect(() => manifestOf(service({ type: 'NodePort', nodePort }))).toThrow(
    `[test/Service] nodePort: must be an integer from 1 to 65535, got ${nodePort}; set it to the port that clients connect to`,
  );
});

test('ignores the node port of a ClusterIP Service', () => {
  expect(() => manifestOf(service({ nodePort: 99999 }))).not.toThrow();
});

test.each([1, 65535])('accepts port %d', (port) => {
  expect(manifestOf(service({ port }))).toHaveProperty('spec.ports.0.port', port);
});

test.each(['ClusterIP', 'LoadBalancer'] as const)('omits the node port with type %s', (type) => {
  expect(manifestOf(service({ type, nodePort: 30007 }))).not.toHaveProperty('spec.ports.0.nodePort');
});

test('omits the node port if it is unset or 0, so that Kubernetes chooses one', () => {
  expect(manifestOf(service({ type: 'NodePort' }))).not.toHaveProperty('spec.ports.0.nodePort');
  expect(manifestOf(service({ type: 'NodePort', nodePort: 0 }))).not.toHaveProperty('spec.ports.0.nodePort');
});

test('accepts a cdk8s-plus-28 type', () => {
  const { spec } = manifestOf(service({ type: kplus.ServiceType.NODE_PORT, nodePort: 30007 }));
  expect(spec).toHaveProperty('type', 'NodePort');
  expect(spec).toHaveProperty('ports.0.nodePort', 30007);
});

test('can be the backend of a cdk8s-plus-28 Ingress', () => {
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
