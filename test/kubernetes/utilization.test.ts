import { isSidecar, lacksRequest, utilizedResources } from '../../lib/kubernetes/utilization';

test('a container without a request has no utilization, unless a limit stands in for it', () => {
  expect(lacksRequest({}, 'cpu')).toBe(true);
  expect(lacksRequest({ resources: { requests: { memory: '1Gi' } } }, 'cpu')).toBe(true);
  expect(lacksRequest({ resources: { requests: { cpu: null } } }, 'cpu')).toBe(true);
  expect(lacksRequest({ resources: { requests: { cpu: '100m' } } }, 'cpu')).toBe(false);
  expect(lacksRequest({ resources: { limits: { cpu: 1 } } }, 'cpu')).toBe(false);
});

test('an init container that restarts always runs beside the others', () => {
  expect(isSidecar({ restartPolicy: 'Always' })).toBe(true);
  expect(isSidecar({})).toBe(false);
});

test('an autoscaler without metrics aims for a utilization of CPU', () => {
  const metric = (name: string, type: string) => ({ type: 'Resource', resource: { name, target: { type } } });
  const aimsFor = (...metrics: unknown[]) => utilizedResources({ spec: { metrics } });
  expect(utilizedResources({ spec: {} })).toEqual(['cpu']);
  expect(aimsFor(metric('memory', 'Utilization'))).toEqual(['memory']);
  expect(aimsFor(metric('memory', 'Utilization'), metric('cpu', 'Utilization'))).toEqual(['cpu', 'memory']);
  expect(aimsFor(metric('cpu', 'AverageValue'))).toEqual([]);
});
