import { parseQuantity, type Quantity } from '../../quantity';
import { childPath } from '../path';
import { describe } from '../validate';
import type { Problem, Rule } from './rule';

/** Kubernetes rejects an object with such an amount. */
export const kubernetesQuantities: Rule = {
  id: 'kubernetes-quantities',
  severity: 'error',
  about: 'Amounts of CPU, memory, storage and pods are ones that Kubernetes takes.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled) {
      return;
    }
    const { limits = {}, requests = {} } = backstage.resources ?? {};
    yield* amounts('backstage.resources.limits', limits);
    yield* amounts('backstage.resources.requests', requests);
    for (const [name, request] of Object.entries(requests)) {
      const limit = limits[name];
      if (limit !== undefined && parseQuantity(request) > parseQuantity(limit)) {
        yield {
          path: childPath('backstage.resources.requests', name),
          message: `must be at most the limit (${limit}), got ${describe(request)}`,
          mend: 'lower the request, or raise the limit',
        };
      }
    }
    const { type, sqlite } = backstage.database;
    if (type === 'sqlite' && sqlite.persistence.enabled) {
      const { size } = sqlite.persistence;
      if (!(parseQuantity(size ?? '') > 0)) {
        yield {
          path: 'backstage.database.sqlite.persistence.size',
          message: `must be an amount of storage above 0, got ${describe(size)}`,
          mend: 'write it as 1Gi or 500Mi',
        };
      }
    }
    if (backstage.podDisruptionBudget.enabled) {
      yield* podCount('minAvailable', backstage.podDisruptionBudget.minAvailable);
      yield* podCount('maxUnavailable', backstage.podDisruptionBudget.maxUnavailable);
    }
  },
};

function* amounts(path: string, resources: Readonly<Record<string, Quantity>>): Iterable<Problem> {
  for (const [name, amount] of Object.entries(resources)) {
    if (!(parseQuantity(amount) >= 0)) {
      yield {
        path: childPath(path, name),
        message: `must be an amount, got ${describe(amount)}`,
        mend: name === 'cpu' ? 'write it as 500m or 2' : 'write it as 512Mi or 2Gi',
      };
    }
  }
}

function* podCount(key: string, count: number | string | null): Iterable<Problem> {
  const fits = typeof count === 'number' ? count >= 0 : count === null || count === '' || /^\d+%$/.test(count);
  if (!fits) {
    yield {
      path: `backstage.podDisruptionBudget.${key}`,
      message: `must be a number of pods or a percentage, got ${describe(count)}`,
      mend: 'write it as 1 or "50%"',
    };
  }
}
