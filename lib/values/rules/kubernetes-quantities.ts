import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { parseQuantity, type Quantity } from '../../kubernetes/quantity';
import { describe, describeName } from '../../util/describe';
import { childPath } from '../../util/path';
import type { Violation } from '../../util/violation';
import type { PortalRule } from './portal-values';

/** Highest priority that Kubernetes does not reserve for its own classes. */
const MAX_PRIORITY = 1000000000;

/** Kubernetes rejects an object with any other amount. */
export const kubernetesQuantities: PortalRule = {
  id: 'kubernetes-quantities',
  severity: 'error',
  about: 'Kubernetes accepts the amounts of CPU, memory, storage and pods, and the priority.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled) {
      return;
    }
    yield* requirements('backstage.resources', backstage.resources);
    const { registration } = backstage.auth;
    if (registration?.enabled) {
      yield* requirements('backstage.auth.registration.resources', registration.resources);
    }
    const { initContainers, extraContainers, extraVolumes, tmp } = backstage;
    for (const [list, containers] of Object.entries({ initContainers, extraContainers })) {
      for (const [index, { resources }] of (containers ?? []).entries()) {
        yield* amounts(`backstage.${list}[${index}].resources.limits`, resources?.limits ?? {});
        yield* amounts(`backstage.${list}[${index}].resources.requests`, resources?.requests ?? {});
      }
    }
    for (const [index, { emptyDir }] of (extraVolumes ?? []).entries()) {
      yield* amount(`backstage.extraVolumes[${index}].emptyDir.sizeLimit`, emptyDir?.sizeLimit);
    }
    yield* amount('backstage.tmp.sizeLimit', tmp?.sizeLimit);
    const { type, sqlite } = backstage.database;
    if (type !== 'postgresql' && sqlite.persistence.enabled) {
      const { size } = sqlite.persistence;
      if (!(parseQuantity(size ?? '') > 0)) {
        yield {
          path: 'backstage.database.sqlite.persistence.size',
          message: `must be a quantity above 0, got ${describe(size)}`,
          fix: 'write it as a quantity, for example 1Gi or 500Mi',
        };
      }
    }
    const { create, value } = backstage.priorityClass;
    if (create && value !== undefined && (value > MAX_PRIORITY || value < -(2 ** 31))) {
      yield {
        path: 'backstage.priorityClass.value',
        message: `must be an integer from -2147483648 to ${MAX_PRIORITY}, got ${value}`,
        fix: `set it to a value in this range; Kubernetes reserves values above ${MAX_PRIORITY}`,
      };
    }
    if (backstage.podDisruptionBudget.enabled) {
      yield* podCount('minAvailable', backstage.podDisruptionBudget.minAvailable);
      yield* podCount('maxUnavailable', backstage.podDisruptionBudget.maxUnavailable);
    }
  },
};

function* requirements(path: string, resources: ResourceRequirements = {}): Iterable<Violation> {
  const { limits = {}, requests = {} } = resources;
  yield* amounts(`${path}.limits`, limits);
  yield* amounts(`${path}.requests`, requests);
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit !== undefined && parseQuantity(limit) >= 0 && parseQuantity(request) > parseQuantity(limit)) {
      yield {
        path: childPath(`${path}.requests`, name),
        message: `must be at most the limit (${describe(limit)}), got ${describe(request)}`,
        fix: 'lower the request, or raise the limit',
      };
    }
  }
}

function* amounts(path: string, resources: Readonly<Record<string, Quantity>>): Iterable<Violation> {
  for (const [name, given] of Object.entries(resources)) {
    if (!/^(?:cpu|memory|ephemeral-storage|hugepages-.+)$|\//.test(name)) {
      yield {
        path: childPath(path, describeName(name)),
        message: 'is not a resource that Kubernetes knows',
        fix: 'use cpu, memory, ephemeral-storage, or the full name of an extended resource, such as example.com/name',
      };
    }
    yield* amount(
      childPath(path, describeName(name)),
      given,
      name === 'cpu' ? 'write it as a quantity, for example 500m or 2' : undefined,
    );
  }
}

function* amount(
  path: string,
  given: Quantity | null | undefined,
  fix = 'write it as a quantity, for example 512Mi or 2Gi',
): Iterable<Violation> {
  if (given !== undefined && given !== null && !(parseQuantity(given) >= 0)) {
    yield { path, message: `must be a quantity, got ${describe(given)}`, fix };
  }
}

function* podCount(key: string, count: number | string | undefined): Iterable<Violation> {
  const fits =
    typeof count === 'number'
      ? count >= 0
      : count === undefined || count === '' || /^(?:100|\d{1,2})%$|^\d+$/.test(count);
  if (!fits) {
    yield {
      path: `backstage.podDisruptionBudget.${key}`,
      message: `must be a number of pods or a percentage, got ${describe(count)}`,
      fix: 'write it as a number or a percentage, for example 1 or "50%"',
    };
  }
}
