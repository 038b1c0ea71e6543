import { InputError } from '../util/input-error';
import { omitEmpty } from '../util/omit-empty';
import { type FieldSet, union } from './field-set';
import type { Manifest } from './manifest';

/** Entry of `metadata.managedFields`: the fields that one manager set with one operation. */
export interface ManagedFields {
  readonly manager?: string;
  /** `Apply` for server-side apply, `Update` for every other request. */
  readonly operation?: string;
  /** Group and version in which the fields have these names. */
  readonly apiVersion?: string;
  /** Subresource of the request, such as `status` or `scale`; absent for the object itself. */
  readonly subresource?: string;
  readonly fieldsV1?: FieldSet;
}

/** Object as the API server returns it. */
export interface LiveObject extends Manifest {
  readonly metadata: Manifest['metadata'] & { readonly managedFields?: readonly ManagedFields[] };
}

/** Field managers of a hand-over. */
export interface HandOverOptions {
  /** Name of the manager that has the fields. */
  readonly from: string;
  /** Name of the manager that gets the fields. */
  readonly to: string;
}

/** Annotation in which client-side apply records what it applied. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Name of the field manager of `kubectl apply` without `--server-side`. */
const CLIENT_SIDE_KUBECTL = 'kubectl-client-side-apply';

/**
 * Returns the objects with the fields of one field manager handed over to another one. Once the new manager applies an
 * object without one of these fields, the API server removes the field. Objects without fields of the old manager stay
 * unchanged, and so do fields of subresources, because an apply does not set them.
 *
 * @throws InputError if no object has managed fields, or none has fields of the old manager
 */
export function handOver(objects: readonly LiveObject[], options: HandOverOptions): LiveObject[] {
  const { from } = options;
  const entries = objects.flatMap(({ metadata }) => metadata.managedFields ?? []);
  if (entries.length === 0) {
    throw new InputError('no object has metadata.managedFields; add --show-managed-fields to kubectl get');
  }
  const managers = new Set(entries.filter(isOfObject).map(({ manager = '' }) => manager));
  if (!managers.has(from)) {
    throw new InputError(`no object has fields of ${from}; set --from to one of ${[...managers].sort().join(', ')}`);
  }
  return objects.map((object) => handOverObject(object, options));
}

function handOverObject(object: LiveObject, { from, to }: HandOverOptions): LiveObject {
  const { apiVersion } = object;
  const { managedFields = [], annotations = {} } = object.metadata;
  const operation = to === CLIENT_SIDE_KUBECTL ? 'Update' : 'Apply';
  const ofManager = (name: string) => managedFields.filter((entry) => isOfObject(entry) && entry.manager === name);
  const given = ofManager(from);
  // The server keeps one entry of a manager that applies, so the entries become one.
  const merged = new Set([...ofManager(to).filter((entry) => entry.operation === operation), ...given]);
  const [first] = merged;
  if (given.length === 0 || first === undefined) {
    return object;
  }
  // `kubectl replace` would overwrite the annotation with the whole object, and a later client-side apply remove its fields.
  const { [LAST_APPLIED]: _, ...others } = annotations;
  const fieldsV1 = [...merged].map(({ fieldsV1 = {} }) => fieldsV1).reduce(union);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: omitEmpty(others),
      managedFields: [
        { ...first, manager: to, operation, apiVersion, fieldsV1 },
        ...managedFields.filter((entry) => !merged.has(entry)),
      ],
    },
  };
}

/** Whether a request for the object itself set the fields of an entry, and not one for a subresource. */
function isOfObject({ subresource = '' }: ManagedFields): boolean {
  return subresource === '';
}
