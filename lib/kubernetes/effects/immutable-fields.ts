import { isDeepStrictEqual } from 'node:util';
import { memberOf } from '../../util/members';
import { nanoAmount, type Quantity } from '../quantity';
import { kubectlName, type UpdatedObject } from './change';
import { changedPaths } from './changed-paths';

/** A change that the API server refuses. */
export interface Refusal {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Fields of a kind that cannot change. */
interface Immutable {
  /** Path of a field that contains them. */
  readonly within: string;
  /** Paths of the fields in it that can change. @default - none */
  readonly except?: readonly string[];
  /** Returns an instruction. It contains the commands that replace the object, if that does no harm. */
  readonly fix: (object: UpdatedObject) => string;
}

/** Instruction to delete an object before the apply creates it again. */
const replace =
  (consequence: string) =>
  ({ identity }: UpdatedObject) =>
    `keep it unchanged, or delete the object before: kubectl delete ${kubectlName(identity)} (${consequence})`;

const selector: Immutable = {
  within: 'spec.selector',
  fix: replace('no pod runs until the next apply'),
};

const COPY = 'keep it unchanged, or create a second claim and copy the data';

/** Fields of the spec of a Job that cannot change. */
const JOB_FIELDS = [
  'backoffLimitPerIndex',
  'completionMode',
  'completions',
  'managedBy',
  'podFailurePolicy',
  'selector',
  'successPolicy',
  'template',
];

/** Immutable fields by group and kind (source: the update validation of each kind). */
const IMMUTABLE: Readonly<Record<string, readonly Immutable[]>> = {
  'apps/DaemonSet': [selector],
  'apps/Deployment': [selector],
  'apps/ReplicaSet': [selector],
  'apps/StatefulSet': [
    {
      within: 'spec',
      except: [
        'spec.minReadySeconds',
        'spec.ordinals',
        'spec.persistentVolumeClaimRetentionPolicy',
        'spec.replicas',
        'spec.revisionHistoryLimit',
        'spec.template',
        'spec.updateStrategy',
      ],
      fix: ({ identity }) =>
        `keep it unchanged, or replace the object and keep its pods: kubectl delete ${kubectlName(identity)} --cascade=orphan`,
    },
  ],
  'batch/Job': [
    ...JOB_FIELDS.map((key) => ({
      within: `spec.${key}`,
      fix: replace('the Job then runs again'),
    })),
  ],
  '/PersistentVolumeClaim': [
    {
      within: 'spec',
      except: ['spec.resources.requests.storage', 'spec.volumeAttributesClassName'],
      fix: () => COPY,
    },
  ],
  '/Pod': [
    {
      within: 'spec',
      except: ['spec.activeDeadlineSeconds', 'spec.containers', 'spec.initContainers', 'spec.tolerations'],
      fix: replace('it then starts again'),
    },
  ],
  '/Secret': [{ within: 'type', fix: replace('pods keep their content until they restart') }],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [
    { within: 'roleRef', fix: replace('its permissions are missing meanwhile') },
  ],
  'rbac.authorization.k8s.io/RoleBinding': [
    { within: 'roleRef', fix: replace('its permissions are missing meanwhile') },
  ],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'].map((within) => ({
    within,
    fix: ({ identity }: UpdatedObject) =>
      `give the class another name, or delete it before: kubectl delete ${kubectlName(identity)} (running pods keep their priority)`,
  })),
  'storage.k8s.io/StorageClass': ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'].map((within) => ({
    within,
    fix: replace('its claims keep their volumes'),
  })),
};

/** Returns the changes of immutable fields, which the API server refuses. */
export function immutableRefusals(updated: UpdatedObject): Refusal[] {
  const { identity, live, result } = updated;
  const rules = IMMUTABLE[`${identity.group}/${identity.kind}`] ?? [];
  return [
    ...rules.flatMap(({ within, except = [], fix }) => {
      const keys = within.split('.');
      return changedPaths(memberOf(live, ...keys), memberOf(result, ...keys), within)
        .filter(
          (path) =>
            !except.some((other) => path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`)),
        )
        .slice(0, 1)
        .map((path) => ({ path, message: 'cannot change in place', fix: fix(updated) }));
    }),
    ...smallerClaim(updated),
    ...changedService(updated),
    ...immutableContent(updated),
  ];
}

/** Yields a refusal for a claim that requests less storage than it has. */
function* smallerClaim({ identity, before, live, result }: UpdatedObject): Iterable<Refusal> {
  if (identity.group !== '' || identity.kind !== 'PersistentVolumeClaim') {
    return;
  }
  const keys = ['spec', 'resources', 'requests', 'storage'] as const;
  const has = memberOf(before.original, 'status', 'capacity', 'storage') ?? memberOf(live, ...keys);
  const wants = memberOf(result, ...keys);
  if (isQuantity(has) && isQuantity(wants) && nanoAmount(wants) < nanoAmount(has)) {
    yield {
      path: keys.join('.'),
      message: `must not shrink from ${has} to ${wants}`,
      fix: `keep ${has}, or create a second claim and copy the data`,
    };
  }
}

/** Fields of a Service that the API server allocates once. */
const ALLOCATED = ['clusterIP', 'healthCheckNodePort'] as const;

/** Yields a refusal for a Service whose address in the cluster changes. */
function* changedService({ identity, live, result }: UpdatedObject): Iterable<Refusal> {
  const isExternal = [live, result].some((object) => memberOf(object, 'spec', 'type') === 'ExternalName');
  if (identity.group !== '' || identity.kind !== 'Service' || isExternal) {
    return;
  }
  for (const key of ALLOCATED) {
    const [old, now] = [live, result].map((object) => memberOf(object, 'spec', key));
    if (now !== undefined && old !== now) {
      yield {
        path: `spec.${key}`,
        message: 'cannot change in place',
        fix: `keep it unchanged, or delete the Service before: kubectl delete ${kubectlName(identity)} (clients then get another address)`,
      };
    }
  }
}

/** Yields a refusal for a ConfigMap or Secret whose content is declared immutable. */
function* immutableContent({ identity, live, result }: UpdatedObject): Iterable<Refusal> {
  if (live.immutable !== true || !['ConfigMap', 'Secret'].includes(identity.kind)) {
    return;
  }
  const [key] = ['data', 'binaryData', 'immutable'].filter(
    (member) => !isDeepStrictEqual(live[member], result[member]),
  );
  if (key !== undefined) {
    yield {
      path: key,
      message: 'cannot change, because the object is immutable',
      fix: 'give the object another name',
    };
  }
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'string' || typeof value === 'number';
}
