import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { definitions, structureOf, typeIdOf } from '../object-types';
import { claimChecks } from './claim';
import { customChecks } from './custom-resources';
import { kindChecks } from './kinds';
import { metadataChecks } from './metadata';
import { checkObjectMetadata } from './object-metadata';
import { type ObjectViolation, Place, type Report } from './place';
import { podChecks } from './pod';
import { selectorChecks } from './selectors';
import { checkStructure, type TypeSystem } from './structure';
import type { Given, TypeCheck, TypeChecks } from './type-check';
import { minorOf } from './version';

export type { ObjectViolation } from './place';

/** Settings of {@link checkObject}. */
export interface ObjectCheckOptions {
  /** Version of Kubernetes that the object is for, such as `1.30`. @default - the newest */
  readonly kubernetesVersion?: string;
}

/** Checks of the types of Kubernetes, by name. */
const CHECKS: TypeChecks = {
  ...claimChecks,
  ...metadataChecks,
  ...podChecks,
  ...selectorChecks,
  ...kindChecks,
};

/**
 * Returns what the API server, or later the kubelet, refuses in an object. Of kinds that this package does not render,
 * it checks only the metadata.
 *
 * @param object object in wire format, as it is applied
 */
export function checkObject(object: unknown, { kubernetesVersion }: ObjectCheckOptions = {}): ObjectViolation[] {
  const report: Report = {
    violations: [],
    paths: new Set(),
    minor: kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion),
  };
  const at = Place.of(report);
  const id = typeIdOf(object);
  const checked = checkStructure(structureOf(id), object, at, typeSystem());
  if (!at.isBroken) {
    checkMetadata(checked, id, report, at);
    const { spec } = checked as { readonly spec?: unknown };
    if (spec !== undefined) {
      // Each check gets specs of its own kind, because the structure was checked before.
      (customChecks[id] as TypeCheck<unknown> | undefined)?.(spec, at.at('spec'));
    }
  }
  return report.violations;
}

/** Checks the metadata of an object, if its members have the right types. */
function checkMetadata(checked: unknown, id: string, { violations }: Report, at: Place): void {
  const isBroken = violations.some(({ path, isOfType }) => isOfType && path.startsWith('metadata'));
  if (!isBroken) {
    const { metadata = {} } = checked as { readonly metadata?: Given<ObjectMeta> };
    checkObjectMetadata(metadata, id, at.at('metadata'));
  }
}

let loaded: TypeSystem | undefined;

function typeSystem(): TypeSystem {
  loaded ??= { definitions: definitions(), checks: CHECKS };
  return loaded;
}
