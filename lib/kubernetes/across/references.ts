import { listOf, memberOf, textOf } from '../../util/members';
import { childPath, itemPath } from '../../util/path';
import { isEmptySelector } from '../label-selector';
import { podsOf } from './pods';

/** Reference of an object to another one by its name. */
export interface Reference {
  /** Path of the name in the object. */
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  /** Namespace that the reference names. @default - the namespace of the object */
  readonly namespace?: string;
}

/** Selection of pods by labels. */
export interface Selection {
  /** Path of the selector in the object. */
  readonly path: string;
  readonly selector: unknown;
}

/** Returns the references of an object to objects of its namespace. */
export function referencesOf(object: unknown): Reference[] {
  const kind = textOf(object, 'kind') ?? '';
  return [...podReferences(object), ...(Object.hasOwn(BY_KIND, kind) ? (BY_KIND[kind]?.(object) ?? []) : [])];
}

/** Returns the selectors with which an object selects some of the pods of its namespace. */
export function selectionsOf(object: unknown): Selection[] {
  const at = (path: string, selector: unknown) => (isEmptySelector(selector) ? [] : [{ path, selector }]);
  switch (memberOf(object, 'kind')) {
    case 'NetworkPolicy':
      return at('spec.podSelector', memberOf(object, 'spec', 'podSelector'));
    case 'PodDisruptionBudget':
      return at('spec.selector', memberOf(object, 'spec', 'selector'));
    case 'Service':
      return at('spec.selector', { matchLabels: memberOf(object, 'spec', 'selector') });
    default:
      return [];
  }
}

const BY_KIND: Readonly<Record<string, (object: unknown) => Reference[]>> = {
  ExternalSecret: (object) => {
    const kind = textOf(object, 'spec', 'secretStoreRef', 'kind') ?? 'SecretStore';
    return kind === 'SecretStore' ? named(object, kind, 'spec', 'secretStoreRef', 'name') : [];
  },
  HTTPRoute: (object) => [
    ...eachIn(object, 'spec.parentRefs', ['spec', 'parentRefs']).flatMap(kindReference('Gateway')),
    ...eachIn(object, 'spec.rules', ['spec', 'rules']).flatMap(([rule, path]) =>
      eachIn(rule, `${path}.backendRefs`, ['backendRefs']).flatMap(kindReference('Service')),
    ),
  ],
  HorizontalPodAutoscaler: (object) => {
    const kind = textOf(object, 'spec', 'scaleTargetRef', 'kind');
    return kind === undefined ? [] : named(object, kind, 'spec', 'scaleTargetRef', 'name');
  },
  Ingress: (object) => [
    ...named(object, 'Service', 'spec', 'defaultBackend', 'service', 'name'),
    ...eachIn(object, 'spec.rules', ['spec', 'rules']).flatMap(([rule, path]) =>
      eachIn(rule, `${path}.http.paths`, ['http', 'paths']).flatMap(([entry, at]) =>
        below(at, named(entry, 'Service', 'backend', 'service', 'name')),
      ),
    ),
    ...eachIn(object, 'spec.tls', ['spec', 'tls']).flatMap(([entry, at]) =>
      below(at, named(entry, 'Secret', 'secretName')),
    ),
  ],
  StatefulSet: (object) => named(object, 'Service', 'spec', 'serviceName'),
  TrafficPolicy: (object) =>
    eachIn(object, 'spec.targetRefs', ['spec', 'targetRefs']).flatMap(kindReference('HTTPRoute')),
};

function podReferences(object: unknown): Reference[] {
  const pods = podsOf(object);
  if (pods === undefined) {
    return [];
  }
  const { spec } = pods;
  const containers = ['initContainers', 'containers'].flatMap((list) => eachIn(spec, list, [list]));
  return below(pods.path.join('.'), [
    ...named(spec, 'ServiceAccount', 'serviceAccountName'),
    ...eachIn(spec, 'imagePullSecrets', ['imagePullSecrets']).flatMap(([entry, at]) =>
      below(at, named(entry, 'Secret', 'name')),
    ),
    ...eachIn(spec, 'volumes', ['volumes']).flatMap(([volume, at]) => below(at, volumeReferences(volume))),
    ...containers.flatMap(([container, at]) => below(at, variableReferences(container))),
  ]);
}

function volumeReferences(volume: unknown): Reference[] {
  return [
    ...named(volume, 'Secret', 'secret', 'secretName'),
    ...named(volume, 'ConfigMap', 'configMap', 'name'),
    ...named(volume, 'PersistentVolumeClaim', 'persistentVolumeClaim', 'claimName'),
    ...eachIn(volume, 'projected.sources', ['projected', 'sources']).flatMap(([source, at]) =>
      below(at, [...named(source, 'Secret', 'secret', 'name'), ...named(source, 'ConfigMap', 'configMap', 'name')]),
    ),
  ];
}

function variableReferences(container: unknown): Reference[] {
  return [
    ...eachIn(container, 'envFrom', ['envFrom']).flatMap(([source, at]) =>
      below(at, [
        ...named(source, 'Secret', 'secretRef', 'name'),
        ...named(source, 'ConfigMap', 'configMapRef', 'name'),
      ]),
    ),
    ...eachIn(container, 'env', ['env']).flatMap(([variable, at]) =>
      below(at, [
        ...named(variable, 'Secret', 'valueFrom', 'secretKeyRef', 'name'),
        ...named(variable, 'ConfigMap', 'valueFrom', 'configMapKeyRef', 'name'),
      ]),
    ),
  ];
}

/** Returns the reference whose name is at keys inside each other, or an empty list. */
function named(value: unknown, kind: string, ...keys: readonly string[]): Reference[] {
  const name = textOf(value, ...keys);
  return name === undefined ? [] : [{ path: keys.reduce(childPath, ''), kind, name }];
}

/** Returns a function that reads a reference of Gateway API, which may name a kind and a namespace. */
function kindReference(byDefault: string): (entry: readonly [unknown, string]) => Reference[] {
  return ([reference, path]) =>
    below(path, named(reference, textOf(reference, 'kind') ?? byDefault, 'name')).map((found) => ({
      ...found,
      namespace: textOf(reference, 'namespace'),
    }));
}

function below(path: string, references: readonly Reference[]): Reference[] {
  return references.map((reference) => ({ ...reference, path: `${path}.${reference.path}` }));
}

/** Returns the entries of a list with their paths. */
function eachIn(value: unknown, path: string, keys: readonly string[]): (readonly [unknown, string])[] {
  return listOf(value, ...keys).map((entry, index) => [entry, itemPath(path, index)]);
}
