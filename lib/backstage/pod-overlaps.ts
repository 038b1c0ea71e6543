import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { describeName } from '../util/describe';
import { childPath, itemPath } from '../util/path';
import type { Violation } from '../util/violation';
import { CONTAINER_NAME, CONTAINER_PORT } from './container';
import { folderOf, IMAGE_FOLDERS } from './volumes';

/** Parts of the pods that the user adds. */
export interface CustomPodParts {
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly podAnnotations?: Readonly<Record<string, string>>;
  readonly extraVolumes?: readonly Volume[];
  readonly extraVolumeMounts?: readonly VolumeMount[];
  readonly initContainers?: readonly Container[];
  readonly extraContainers?: readonly Container[];
}

/** Labels, annotations and mounts of the pods that custom parts must not repeat. */
export interface TakenPodParts {
  /** Keys of the labels that selectors use. */
  readonly labels: readonly string[];
  /** Keys of the annotations that restart the pods. */
  readonly annotations: readonly string[];
  readonly volumeMounts: readonly VolumeMount[];
}

/**
 * Yields a violation for each custom part that repeats a part of the pods, or refers to a missing volume.
 *
 * Kubernetes rejects most of these parts. The others break the portal.
 */
export function* podOverlaps(custom: CustomPodParts, taken: TakenPodParts): Iterable<Violation> {
  yield* keys('podLabels', custom.podLabels, taken.labels, 'selectors use this label');
  const restarts = 'the Deployment uses this annotation to restart its pods';
  yield* keys('podAnnotations', custom.podAnnotations, taken.annotations, restarts);
  yield* volumes(custom.extraVolumes ?? [], taken);
  yield* mounts(custom, taken);
  yield* containers(custom, taken);
}

function* keys(
  list: string,
  map: CustomPodParts['podLabels'],
  taken: readonly string[],
  message: string,
): Iterable<Violation> {
  for (const key of Object.keys(map ?? {})) {
    if (taken.includes(key)) {
      yield { path: childPath(list, key), message, fix: 'remove it' };
    }
  }
}

function* volumes(custom: readonly Volume[], { volumeMounts }: TakenPodParts): Iterable<Violation> {
  const taken = new Set(volumeMounts.map(({ name }) => name));
  for (const [index, { name }] of custom.entries()) {
    if (taken.has(name)) {
      yield {
        path: `${itemPath('extraVolumes', index)}.name`,
        message: `must not be ${name}, because another volume has this name`,
        fix: 'choose another name',
      };
    }
    taken.add(name);
  }
}

function* mounts(custom: CustomPodParts, { volumeMounts }: TakenPodParts): Iterable<Violation> {
  const known = new Set([...volumeMounts, ...(custom.extraVolumes ?? [])].map(({ name }) => name));
  const folders = new Map<string, string>();
  for (const { mountPath, name } of volumeMounts) {
    const other = folders.get(folderOf(mountPath));
    if (other !== undefined) {
      const message = `must not be set, because the volume ${other} is mounted at ${mountPath}`;
      yield { path: name, message, fix: 'remove it' };
    }
    folders.set(folderOf(mountPath), name);
  }
  for (const [index, { name, mountPath }] of (custom.extraVolumeMounts ?? []).entries()) {
    const here = itemPath('extraVolumeMounts', index);
    if (!known.has(name)) {
      yield unknownVolume(here, name, known);
    }
    const at = folderOf(mountPath);
    const other = folders.get(at);
    if (other !== undefined) {
      yield {
        path: `${here}.mountPath`,
        message: `must not be ${mountPath}, because the volume ${other} is mounted there`,
        fix: 'choose another folder',
      };
    } else if (IMAGE_FOLDERS.includes(at)) {
      yield {
        path: `${here}.mountPath`,
        message: `must not be ${mountPath}, because it would hide the files of the image`,
        fix: 'choose a folder below it, or mount one file with subPath',
      };
    }
    folders.set(at, name);
  }
}

/** Maximum number of volumes in a fix. */
const MAX_VOLUMES = 12;

function unknownVolume(mount: string, name: string, known: ReadonlySet<string>): Violation {
  const [shown, more] = [[...known].slice(0, MAX_VOLUMES), known.size - MAX_VOLUMES];
  const others = known.size > 0 ? `, or use one of ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}` : '';
  return {
    path: `${mount}.name`,
    message: `must be the name of a volume, got ${name}`,
    fix: `add this volume to extraVolumes${others}`,
  };
}

function* containers(
  { initContainers, extraContainers, extraVolumes }: CustomPodParts,
  { volumeMounts }: TakenPodParts,
): Iterable<Violation> {
  const volumes = new Set([...volumeMounts, ...(extraVolumes ?? [])].map(({ name }) => name));
  const names = new Set([CONTAINER_NAME]);
  for (const [list, custom] of Object.entries({ initContainers, extraContainers })) {
    for (const [index, { name, ports, restartPolicy, env, volumeMounts: mounts }] of (custom ?? []).entries()) {
      const here = itemPath(list, index);
      if (names.has(name)) {
        yield {
          path: `${here}.name`,
          message: `must not be ${name}, because another container has this name`,
          fix: 'choose another name',
        };
      }
      names.add(name);
      for (const [position, mount] of (mounts ?? []).entries()) {
        if (!volumes.has(mount.name)) {
          yield unknownVolume(itemPath(`${here}.volumeMounts`, position), mount.name, volumes);
        }
      }
      const variables = new Set<string>();
      for (const [position, { name: variable }] of (env ?? []).entries()) {
        if (variables.has(variable)) {
          yield {
            path: `${itemPath(`${here}.env`, position)}.name`,
            message: `must be unique in this container, got ${describeName(variable)} twice`,
            fix: 'remove one of the two',
          };
        }
        variables.add(variable);
      }
      // An init container with restartPolicy Always keeps running next to Backstage.
      const taken = list === 'extraContainers' || restartPolicy === 'Always' ? (ports ?? []) : [];
      for (const [position, { containerPort, name: portName }] of taken.entries()) {
        if (containerPort === CONTAINER_PORT.number || portName === CONTAINER_PORT.name) {
          yield {
            path: itemPath(`${here}.ports`, position),
            message: `must not use port ${CONTAINER_PORT.number} or the name ${CONTAINER_PORT.name}, because Backstage uses them`,
            fix: 'choose another port and name',
          };
        }
      }
    }
  }
}
