import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
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

/** Names and places that the pods have anyway. */
export interface TakenPodParts {
  /** Keys of the labels that selectors look for. */
  readonly labels: readonly string[];
  /** Keys of annotations. */
  readonly annotations: readonly string[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Own parts that repeat what the pods have, or refer to what they have not: Kubernetes rejects most, and the rest breaks the portal. */
export function* podOverlaps(own: CustomPodParts, taken: TakenPodParts): Iterable<Violation> {
  yield* keys('podLabels', own.podLabels, taken.labels, 'which selectors look for');
  yield* keys('podAnnotations', own.podAnnotations, taken.annotations, 'by which pods restart');
  yield* volumes(own.extraVolumes ?? [], taken);
  yield* mounts(own, taken);
  yield* containers(own, taken);
}

function* keys(
  list: string,
  map: CustomPodParts['podLabels'],
  taken: readonly string[],
  why: string,
): Iterable<Violation> {
  for (const key of Object.keys(map ?? {})) {
    if (taken.includes(key)) {
      yield { path: childPath(list, key), message: `must not be there: ${why}`, fix: 'remove it' };
    }
  }
}

function* volumes(own: readonly Volume[], { volumeMounts }: TakenPodParts): Iterable<Violation> {
  const taken = new Set(volumeMounts.map(({ name }) => name));
  for (const [index, { name }] of own.entries()) {
    if (taken.has(name)) {
      yield {
        path: `${itemPath('extraVolumes', index)}.name`,
        message: `must not be ${name}, which another volume is called`,
        fix: 'choose another name',
      };
    }
    taken.add(name);
  }
}

function* mounts(own: CustomPodParts, { volumeMounts }: TakenPodParts): Iterable<Violation> {
  const known = [...volumeMounts, ...(own.extraVolumes ?? [])].map(({ name }) => name);
  const folders = new Map<string, string>();
  for (const { mountPath, name } of volumeMounts) {
    const other = folders.get(folderOf(mountPath));
    if (other !== undefined) {
      yield { path: name, message: `must not be there: ${other} is mounted at ${mountPath}`, fix: 'remove it' };
    }
    folders.set(folderOf(mountPath), name);
  }
  for (const [index, { name, mountPath }] of (own.extraVolumeMounts ?? []).entries()) {
    const here = itemPath('extraVolumeMounts', index);
    if (!known.includes(name)) {
      yield unknownVolume(here, name, known);
    }
    const at = folderOf(mountPath);
    const other = folders.get(at);
    if (other !== undefined) {
      yield {
        path: `${here}.mountPath`,
        message: `must not be ${mountPath}, where ${other} is mounted`,
        fix: 'choose another folder',
      };
    } else if (mountPath !== undefined && !at.startsWith('/')) {
      yield {
        path: `${here}.mountPath`,
        message: `must be an absolute path, got ${mountPath}`,
        fix: 'begin it with /',
      };
    } else if (IMAGE_FOLDERS.includes(at)) {
      yield {
        path: `${here}.mountPath`,
        message: `must not be ${mountPath}, which has the files of the image`,
        fix: 'choose a folder below it, or mount one file with subPath',
      };
    }
    folders.set(at, name);
  }
}

function unknownVolume(mount: string, name: string, known: readonly string[]): Violation {
  const others = known.length > 0 ? `, or use one of ${[...new Set(known)].join(', ')}` : '';
  return {
    path: `${mount}.name`,
    message: `must be the name of a volume, got ${name}`,
    fix: `add it to extraVolumes${others}`,
  };
}

function* containers(
  { initContainers, extraContainers, extraVolumes }: CustomPodParts,
  { volumeMounts }: TakenPodParts,
): Iterable<Violation> {
  const volumes = [...volumeMounts, ...(extraVolumes ?? [])].map(({ name }) => name);
  const names = new Set([CONTAINER_NAME]);
  for (const [list, own] of Object.entries({ initContainers, extraContainers })) {
    for (const [index, { name, ports, restartPolicy, env, volumeMounts: mounts }] of (own ?? []).entries()) {
      const here = itemPath(list, index);
      if (names.has(name)) {
        yield {
          path: `${here}.name`,
          message: `must not be ${name}, which another container is called`,
          fix: 'choose another name',
        };
      }
      names.add(name);
      for (const [position, mount] of (mounts ?? []).entries()) {
        if (!volumes.includes(mount.name)) {
          yield unknownVolume(itemPath(`${here}.volumeMounts`, position), mount.name, volumes);
        }
      }
      const variables = (env ?? []).map((variable) => variable.name);
      for (const [position, variable] of variables.entries()) {
        if (variables.indexOf(variable) < position) {
          yield {
            path: `${itemPath(`${here}.env`, position)}.name`,
            message: `must be there once, got ${variable} twice`,
            fix: 'remove one of the two',
          };
        }
      }
      // An init container that restarts runs beside Backstage.
      const taken = list === 'extraContainers' || restartPolicy === 'Always' ? (ports ?? []) : [];
      for (const [position, { containerPort, name: portName }] of taken.entries()) {
        if (containerPort === CONTAINER_PORT.number || portName === CONTAINER_PORT.name) {
          yield {
            path: itemPath(`${here}.ports`, position),
            message: `must not be ${CONTAINER_PORT.number} nor be called ${CONTAINER_PORT.name}: that is Backstage's`,
            fix: 'choose another port and name',
          };
        }
      }
    }
  }
}
