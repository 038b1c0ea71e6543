import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PodContainer } from './containers';
import type { Pod } from './pod';
import { checkPodResource, isHugePages } from './resource-names';
import { type Amounts, amountOf } from './resources';

type Sums = Map<string, bigint>;

/** Checks the requests and limits of a whole pod. */
export function checkPodResources(pod: Given<Pod>, at: Place): void {
  const { resources, containers = [] } = pod;
  if (resources === undefined) {
    return;
  }
  const { limits = {}, requests = {} } = resources;
  if (resources.claims !== undefined) {
    at.at('claims').refuse('must not be set for the whole pod', 'set it for the containers');
  }
  for (const [member, amounts] of Object.entries({ limits, requests })) {
    for (const name of Object.keys(amounts)) {
      checkPodResource(name, at.at(member).at(name));
    }
  }
  refuseLess(
    requests,
    sumOf(pod, ({ resources: own }) => own?.requests ?? {}),
    at.at('requests'),
  );
  const pages = Object.fromEntries(Object.entries(limits).filter(([name]) => isHugePages(name)));
  refuseLess(
    pages,
    sumOf(pod, ({ resources: own }) => own?.limits ?? {}),
    at.at('limits'),
  );
  for (const [index, container] of containers.entries()) {
    for (const [name, limit] of Object.entries(container.resources?.limits ?? {})) {
      if (Object.hasOwn(limits, name) && amountOf(limit) > amountOf(limits[name])) {
        const message = `must be at least ${limit}, which is the limit of containers[${index}], got ${limits[name]}`;
        at.at('limits').at(name).refuse(message, 'raise it, or lower the limit of the container');
      }
    }
  }
}

function refuseLess(amounts: Amounts, sums: Sums, at: Place): void {
  for (const [name, quantity] of Object.entries(amounts)) {
    if ((sums.get(name) ?? 0n) > amountOf(quantity)) {
      at.at(name).refuseValue(
        quantity,
        'at least the sum of the containers',
        'raise it, or lower that of the containers',
      );
    }
  }
}

/** Returns what the containers need together. Init containers run one by one, beside the sidecars before them. */
function sumOf({ containers = [], initContainers = [] }: Given<Pod>, amountsOf: (of: PodContainer) => Amounts): Sums {
  const sums: Sums = new Map();
  const sidecars: Sums = new Map();
  const peaks: Sums = new Map();
  for (const container of containers) {
    add(sums, amountsOf(container));
  }
  for (const container of initContainers) {
    const running: Sums = new Map(sidecars);
    add(running, amountsOf(container));
    if (container.restartPolicy === 'Always') {
      add(sums, amountsOf(container));
      add(sidecars, amountsOf(container));
    }
    raise(peaks, running);
  }
  raise(sums, peaks);
  return sums;
}

function add(sums: Sums, amounts: Amounts): void {
  for (const [name, quantity] of Object.entries(amounts)) {
    sums.set(name, (sums.get(name) ?? 0n) + amountOf(quantity));
  }
}

function raise(sums: Sums, others: Sums): void {
  for (const [name, amount] of others) {
    sums.set(name, amount > (sums.get(name) ?? 0n) ? amount : (sums.get(name) ?? 0n));
  }
}
