import { type Effect, type EffectsOptions, effects } from '../../../lib/kubernetes/effects';
import type { Manifest } from '../../../lib/kubernetes/manifest';

type Members = Readonly<Record<string, unknown>>;

const LABELS = { app: 'portal' };

/** Returns an object in the namespace `team`. */
export function object(apiVersion: string, kind: string, name: string, members: Members = {}): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'team' }, ...members };
}

/** Returns a Deployment of one container. */
export function deployment(container: Members = {}, pod: Members = {}, spec: Members = {}, name = 'portal'): Manifest {
  return object('apps/v1', 'Deployment', name, {
    spec: {
      selector: { matchLabels: LABELS },
      ...spec,
      template: {
        metadata: { labels: LABELS },
        spec: { containers: [{ name: 'main', image: 'portal:1', ...container }], ...pod },
      },
    },
  });
}

/** Returns a claim. */
export function claim(spec: Members = {}, name = 'data'): Manifest {
  return object('v1', 'PersistentVolumeClaim', name, {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } }, ...spec },
  });
}

/** Returns pods that mount a claim. */
export function mounting(name = 'data'): Members {
  return { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }] };
}

/** Returns an autoscaler of the Deployment. */
export function autoscaler(minReplicas = 2, name = 'portal'): Manifest {
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', name, {
    spec: { minReplicas, maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
  });
}

/** Returns a Service that selects the pods. */
export function service(spec: Members = {}, name = 'portal'): Manifest {
  return object('v1', 'Service', name, { spec: { selector: LABELS, ports: [{ port: 80 }], ...spec } });
}

/** Returns the kinds of the effects of a change, each with the object, such as `restarts Deployment portal`. */
export function kindsOf(before: readonly Manifest[], after: readonly Manifest[], options?: EffectsOptions): string[] {
  return effects(before, after, options).map(({ effect, object: { kind, name } }) => `${effect} ${kind} ${name}`);
}

/** Returns the only effect of a kind. */
export function onlyEffect(found: readonly Effect[], kind: Effect['effect']): Effect {
  const [first, ...others] = found.filter(({ effect }) => effect === kind);
  if (first === undefined || others.length > 0) {
    throw new Error(`expected one effect ${kind}, got ${JSON.stringify(found)}`);
  }
  return first;
}
