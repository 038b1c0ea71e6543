import { DNS_LABEL, DNS_NAME, misfit } from '../../../kubernetes/names';
import { portViolations } from '../../../kubernetes/port';
import type { Violation } from '../../../util/violation';
import type { ParentRefs } from '../routes';

/** Checks parents. Gateway API accepts at most 32, and one Gateway several times only with different listeners. */
export function* checkParents(section: string, parents: ParentRefs = []): Iterable<Violation> {
  const listeners = new Map<string, (string | undefined)[]>();
  for (const [index, { group, kind, namespace, name, sectionName, port }] of parents.entries()) {
    const parent = JSON.stringify([group ?? '', kind ?? '', namespace ?? '', name, port ?? '']);
    const others = listeners.get(parent) ?? [];
    if (others.length > 0 && (!sectionName || others.some((other) => !other || other === sectionName))) {
      yield {
        path: `${section}.parentRefs[${index}]`,
        message: `must name another listener than the other entries for ${name}`,
        fix: 'set a different sectionName in each of these entries, or remove one',
      };
    }
    listeners.set(parent, [...others, sectionName]);
  }
  if (parents.length > 32) {
    yield {
      path: `${section}.parentRefs`,
      message: `must have at most 32 entries, got ${parents.length}`,
      fix: 'remove some',
    };
  }
}

/** Checks the names of the parents and of their listeners. */
export function* checkParentNames(section: string, parents: ParentRefs = []): Iterable<Violation> {
  for (const [index, { name, namespace, sectionName }] of parents.entries()) {
    const path = `${section}.parentRefs[${index}]`;
    for (const [key, given] of Object.entries({ name, sectionName })) {
      if ((given || key === 'name') && !DNS_NAME.fits(given ?? '')) {
        yield misfit(`${path}.${key}`, DNS_NAME, given);
      }
    }
    if (namespace && !DNS_LABEL.fits(namespace)) {
      yield misfit(`${path}.namespace`, DNS_LABEL, namespace);
    }
  }
}

/** Checks the ports of the parents. */
export function* checkParentPorts(section: string, parents: ParentRefs = []): Iterable<Violation> {
  for (const [index, { port }] of parents.entries()) {
    if (typeof port === 'number') {
      yield* portViolations(`${section}.parentRefs[${index}].port`, port);
    }
  }
}
