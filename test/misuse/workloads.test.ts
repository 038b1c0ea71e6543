// What must not compile of workloads and objects of cdk8s-plus. The functions are never called: `tsc -p test` is the test,
// for it rejects an unused `@ts-expect-error`.

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

/** Stands for a Deployment, as far as the type of its options goes. */
function takesOptions(_options: PodOptions): void {}

/** Misuses by name. */
const MISUSES: Readonly<Record<string, (scope: Construct, workload: BackstageWorkload, plus: PlusObjects) => void>> = {
  'a NetworkPolicy of pods that do not say where their traffic goes'(scope, { release, podLabels, port }) {
    // @ts-expect-error
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { deployment: { release, podLabels, port } });
  },
  'a budget of pods without labels'(scope, { release, port, endpoints }) {
    // @ts-expect-error
    new BackstagePodDisruptionBudget(scope, 'Budget', { deployment: { release, port, endpoints } });
  },
  'a Service of pods without a port'(scope, { release, podLabels, endpoints }) {
    // @ts-expect-error
    new BackstageService(scope, 'Service', { deployment: { release, podLabels, endpoints } });
  },
  'an autoscaler of a workload that cannot be scaled'(scope, workload) {
    // @ts-expect-error
    new BackstageAutoscaling(scope, 'Autoscaling', { target: workload });
  },
  'labels of a claim beside PostgreSQL'(scope) {
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

test('every misuse of workloads is refused by the compiler', () => {
  const refused = readFileSync(__filename, 'utf8').match(/^ +\/\/ @ts-expect-error$/gm);
  expect(refused).toHaveLength(Object.keys(MISUSES).length);
});
