// These misuses of workloads and objects of cdk8s-plus must not compile. The functions are never called. The test is
// `tsc -p test`, because it rejects an unused `@ts-expect-error`.

import { readFileSync } from 'node:fs';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  BackstageAutoscaling,
  BackstageDatabase,
  BackstageNetworkPolicy,
  BackstagePodDisruptionBudget,
  BackstageService,
  type BackstageWorkload,
  type PodOptions,
} from '../../lib';

/** Objects of cdk8s-plus. */
interface PlusObjects {
  readonly probe: kplus.Probe;
  readonly envFrom: kplus.EnvFrom;
  readonly volume: kplus.Volume;
  readonly value: kplus.EnvValue;
}

/** Accepts the same options as a Deployment. */
function takesOptions(_options: PodOptions): void {}

/** Misuses by name. */
const MISUSES: Readonly<Record<string, (scope: Construct, workload: BackstageWorkload, plus: PlusObjects) => void>> = {
  'a NetworkPolicy for pods without endpoints'(scope, { release, podLabels, port }) {
    // @ts-expect-error
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { deployment: { release, podLabels, port } });
  },
  'a PodDisruptionBudget for pods without labels'(scope, { release, port, endpoints }) {
    // @ts-expect-error
    new BackstagePodDisruptionBudget(scope, 'Budget', { deployment: { release, port, endpoints } });
  },
  'a Service for pods without a port'(scope, { release, podLabels, endpoints }) {
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment: { release, podLabels, endpoints } });
  },
  'an autoscaler for a workload that cannot scale'(scope, workload) {
    // @ts-expect-error
    new BackstageAutoscaling(scope, 'Autoscaling', { target: workload });
  },
  'labels of a claim for PostgreSQL'(scope) {
    const server = { type: 'postgresql', host: 'pg', password: { secret: { name: 'pg' }, key: 'password' } } as const;
    // @ts-expect-error
    new BackstageDatabase(scope, 'Database', { ...server, metadata: { labels: { team: 'portal' } } });
  },
  'a probe of cdk8s-plus as a volume'(_scope, _workload, { probe }) {
    // @ts-expect-error
    takesOptions({ extraVolumes: [probe] });
  },
  'a source of variables of cdk8s-plus as a volume'(_scope, _workload, { envFrom }) {
    // @ts-expect-error
    takesOptions({ extraVolumes: [envFrom] });
  },
  'a volume of cdk8s-plus as a container'(_scope, _workload, { volume }) {
    // @ts-expect-error
    takesOptions({ initContainers: [volume] });
  },
  'a value of cdk8s-plus in a list of variables'(_scope, _workload, { value }) {
    // @ts-expect-error
    takesOptions({ extraEnv: [value] });
  },
};

test('the compiler must reject every misuse of workloads', () => {
  const expected = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(expected).toHaveLength(Object.keys(MISUSES).length);
});
