import type { Construct } from 'constructs';
import { BackstagePriorityClass } from '../../constructs/priority-class';
import { BackstageServiceAccount } from '../../constructs/service-account';
import { existingPriorityClassName } from './priority-class-name';
import type { CommonResolved } from './subject';

/** Adds the ServiceAccount of the pods, or returns the name of an existing one (values: `backstage.serviceAccount`). */
export function addServiceAccount(scope: Construct, { values, release }: CommonResolved): { readonly name: string } {
  const { create, name, annotations } = values.backstage.serviceAccount;
  if (create === false) {
    return { name: name || release.profile.defaults.serviceAccountName };
  }
  return new BackstageServiceAccount(scope, 'ServiceAccount', {
    release,
    name: name || undefined,
    metadata: { annotations },
  });
}

/**
 * Adds the PriorityClass of the pods, or returns the name of an existing one (values: `backstage.priorityClass`).
 * Returns undefined if the pods have none.
 */
export function addPriorityClass(scope: Construct, resolved: CommonResolved): { readonly name: string } | undefined {
  const { values, release } = resolved;
  const { create, name = '', value } = values.backstage.priorityClass;
  if (create) {
    // Null removes the default name, which the construct would use for an absent one.
    return new BackstagePriorityClass(scope, 'PriorityClass', { release, name, value });
  }
  const existing = resolved.reproduces('existing-priority-class') ? undefined : existingPriorityClassName(resolved);
  return existing === undefined ? undefined : { name: existing };
}
