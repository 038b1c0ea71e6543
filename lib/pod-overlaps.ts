import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { CONTAINER_NAME, CONTAINER_PORT } from './chart-0.11';
import { childPath, itemPath } from './path';
import type { Problem } from './problem';
import { folderOf, IMAGE_FOLDERS } from './volumes';

/** Parts of the pods that are the user's own. */
export interface OwnPodParts {
  readonly podLabels?: Readonly<Record<string, string>> | null;
  readonly podAnnotations?: Readonly<Record<string, string>> | null;
  readonly extraVolumes?: readonly Volume[] | null;
  readonly extraVolumeMounts?: readonly VolumeMount[] | null;
  readonly initContainers?: readonly Container[] | null;
  readonly extraContainers?: readonly Container[] | null;
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
export function* podOverlaps(own: OwnPodParts, taken: TakenPodParts): Iterable<Problem> {
  yield* keys('podLabels', own.podLabels, taken.labels, 'which selectors look for');
  yield* keys('podAnnotations', own.podAnnotations, taken.annotations, 'by which pods restart');
  yield* volumes(own.extraVolumes ?? [], taken);
  yield* mounts(own, taken);
  yield* containers(own, taken);
}

function* keys(list: string, map: OwnPodParts['podLabels'], taken: readonly string[], why: string): Iterable<Problem> {
  for (const key of Object.keys(map ?? {})) {
    if (taken.includes(key)) {
      yield { path: childPath(list, key), message: `must not be there: ${why}`, mend: 'remove it' };
    }
  }
}

function* volumes(own: readonly Volume[], { volumeMounts }: TakenPodParts): Iterable<Problem> {
  const taken = new Set(volumeMounts.map(({ name }) => name));
  for (const [index, { name }] of own.entries()) {
    if (taken.has(name)) {
      yield {
        path: `${itemPath('extraVolumes', index)}.name`,
        message: `must not be ${name}, which another volume is called`,
        mend: 'choose another name',
      };
    }
    taken.add(name);
  }
}

function* mounts(own: OwnPodParts, { volumeMounts }: TakenPodParts): Iterable<Problem> {
  const known = [...volumeMounts, ...(own.extraVolumes ?? [])].map(({ name }) => name);
  const folders = new Map<string, string>();
  for (const { mountPath, name } of volumeMounts) {
    const other = folders.get(folderOf(mountPath));
    if (other !== undefined) {
      yield { path: name, message: `must not be there: ${other} is mounted at ${mountPath}`, mend: 'remove it' };
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
        mend: 'choose another folder',
      };
    } else if (mountPath !== undefined && !at.startsWith('/')) {
      yield {
        path: `${here}.mountPath`,
        message: `must be an absolute path, got ${mountPath}`,
        mend: 'begin it with /',
      };
    } else if (IMAGE_FOLDERS.includes(at)) {
      yield {
        path: `${here}.mountPath`,
        message: `must not be ${mountPath}, which has the files of the image`,
        mend: 'choose a folder below it, or mount one file with subPath',
      };
    }
    folders.set(at, name);
  }
}

function unknownVolume(mount: string, name: string, known: readonly string[]): Problem {
  const others = known.length > 0 ? `, or use one of ${[...new Set(known)].join(', ')}` : '';
  return {
    path: `${mount}.name`,
    message: `must be the name of a volume, got ${name}`,
    mend: `add it to extraVolumes${others}`,
  };
}

function* containers(
  { initContainers, extraContainers, extraVolumes }: OwnPodParts,
  { volumeMounts }: TakenPodParts,
): Iterable<Problem> {
  const volumes = [...volumeMounts, ...(extraVolumes ?? [])].map(({ name }) => name);
  const names = new Set([CONTAINER_NAME]);
  for (const [list, own] of Object.entries({ initContainers, extraContainers })) {
    for (const [index, { name, ports, restartPolicy, env, volumeMounts: mounts }] of (own ?? []).entries()) {
      const here = itemPath(list, index);
      if (names.has(name)) {
        yield {
          path: `${here}.name`,
          message: `must not be ${name}, which another container is called`,
          mend: 'choose another name',
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
            mend: 'remove one of the two',
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
            mend: 'choose another port and name',
          };
        }
      }
    }
  }
}
