import type { Manifest } from '../kubernetes/manifest';
import { isJsonMap, type JsonMap, type JsonValue } from '../util/json';

/** An object that is rendered, or only referred to. */
interface Identity {
  readonly kind: string;
  readonly name: string;
}

/** How two objects connect: an arrow with a word. */
interface Edge {
  readonly from: Identity;
  readonly to: Identity;
  readonly word: string;
}

/** Members that name other objects, wherever they stand, with the word for it. */
const REFERENCES: Readonly<Record<string, { readonly word: string; readonly to: (value: JsonValue) => Identity[] }>> = {
  secretKeyRef: { word: 'reads', to: named('Secret') },
  secretRef: { word: 'reads', to: named('Secret') },
  configMapKeyRef: { word: 'reads', to: named('ConfigMap') },
  configMapRef: { word: 'reads', to: named('ConfigMap') },
  configMap: { word: 'mounts', to: named('ConfigMap') },
  // A volume has it by secretName, a part of a projected one by name.
  secret: { word: 'mounts', to: (volume) => [...named('Secret', 'secretName')(volume), ...named('Secret')(volume)] },
  tls: { word: 'shows', to: named('Secret', 'secretName') },
  persistentVolumeClaim: { word: 'mounts', to: named('PersistentVolumeClaim', 'claimName') },
  imagePullSecrets: { word: 'pulls with', to: named('Secret') },
  serviceAccountName: { word: 'runs as', to: text('ServiceAccount') },
  priorityClassName: { word: 'has', to: text('PriorityClass') },
  scaleTargetRef: { word: 'scales', to: named() },
  backendRefs: { word: 'routes to', to: named('Service') },
  service: { word: 'routes to', to: named('Service') },
  secretStoreRef: { word: 'asks', to: named('SecretStore') },
};

/**
 * The objects and how they connect, as a Mermaid flowchart: what routes where, what selects, scales and guards the pods,
 * and what these read. What is referred to and not rendered has a dashed border.
 *
 * @param manifests the objects, such as those of `renderManifests`
 */
export function graph(manifests: readonly Manifest[]): string {
  const edges = unique(manifests.flatMap((manifest) => edgesOf(manifest, manifests)));
  const rendered = manifests.map(identityOf);
  const all = unique([...rendered, ...edges.flatMap(({ from, to }) => [from, to])]);
  const ids = idsOf(all);
  const idOf = (identity: Identity) => ids.get(JSON.stringify(identity));
  const isRendered = (identity: Identity) => rendered.some((other) => idOf(other) === idOf(identity));
  return [
    'flowchart LR',
    ...all.map((it) => `  ${idOf(it)}["${it.kind}<br>${it.name}"]${isRendered(it) ? '' : ':::elsewhere'}`),
    ...edges.map(({ from, to, word }) => `  ${idOf(from)} -->|${word}| ${idOf(to)}`),
    '  classDef elsewhere stroke-dasharray: 4',
    '',
  ].join('\n');
}

function edgesOf(manifest: Manifest, all: readonly Manifest[]): Edge[] {
  const from = identityOf(manifest);
  const spec = manifest.spec as JsonValue | undefined;
  return [
    ...parents(spec).map((gateway) => ({ from: gateway, to: from, word: 'sends' })),
    ...selected(manifest, all).map((to) => ({
      from,
      to,
      word: from.kind === 'ServiceMonitor' ? 'scrapes' : 'selects',
    })),
    ...references(spec).map(({ to, word }) => ({ from, to, word })),
    ...(from.kind === 'ExternalSecret' ? named('Secret')(at(spec, 'target')) : []).map((to) => ({
      from,
      to,
      word: 'makes',
    })),
  ];
}

/** Everything below a value that names another object. */
function references(value: JsonValue | undefined): Omit<Edge, 'from'>[] {
  if (Array.isArray(value)) {
    return value.flatMap(references);
  }
  return isJsonMap(value)
    ? Object.entries(value).flatMap(([key, member = null]) => {
        // A key is anyone's, such as that of a label: `constructor` must not find what every object has.
        const reference = Object.hasOwn(REFERENCES, key) ? REFERENCES[key] : undefined;
        const here = reference?.to(member).map((to) => ({ to, word: reference.word })) ?? [];
        return [...here, ...references(member)];
      })
    : [];
}

/** The Gateways that a route attaches to. */
function parents(spec: JsonValue | undefined): Identity[] {
  return named('Gateway')(at(spec, 'parentRefs'));
}

/** The objects whose labels, or whose pods' labels, the object's own selector matches. */
function selected({ kind, spec }: Manifest, all: readonly Manifest[]): Identity[] {
  const wanted = selectorOf(kind, spec as JsonValue | undefined);
  if (!isJsonMap(wanted)) {
    return [];
  }
  const candidates = all.filter((other) => other.kind === (kind === 'ServiceMonitor' ? 'Service' : 'Deployment'));
  return candidates
    .filter((other) => {
      const pods = at(other.spec as JsonValue | undefined, 'template', 'metadata', 'labels');
      const labels: JsonValue | undefined = kind === 'ServiceMonitor' ? other.metadata.labels : pods;
      return isJsonMap(labels) && Object.entries(wanted).every(([key, value]) => labels[key] === value);
    })
    .map(identityOf);
}

function selectorOf(kind: string, spec: JsonValue | undefined): JsonValue | undefined {
  switch (kind) {
    case 'Service':
      return at(spec, 'selector');
    case 'PodDisruptionBudget':
    case 'ServiceMonitor':
      return at(spec, 'selector', 'matchLabels');
    case 'NetworkPolicy':
      return at(spec, 'podSelector', 'matchLabels');
    default:
      return undefined;
  }
}

/** Reads objects, or a list of them, that name another: its kind is the one given, or their own. */
function named(byDefault?: string, member = 'name'): (value: JsonValue | undefined) => Identity[] {
  return (value) =>
    [value].flat().flatMap((entry) => {
      const [kind, name] = [at(entry, 'kind') ?? byDefault, at(entry, member)];
      return typeof kind === 'string' && typeof name === 'string' ? [{ kind, name }] : [];
    });
}

function text(kind: string): (value: JsonValue) => Identity[] {
  return (name) => (typeof name === 'string' ? [{ kind, name }] : []);
}

/** The value at a path, or undefined where there is none. */
function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((below, key) => (isJsonMap(below) ? below[key] : undefined), value);
}

function identityOf({ kind, metadata }: Manifest): Identity {
  return { kind, name: metadata.name };
}

/** An id for each object, by its JSON: kind and name in letters that Mermaid takes, with a number where `a.b` and `a-b` meet. */
function idsOf(all: readonly Identity[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const identity of all) {
    const plain = `${identity.kind}_${identity.name}`.replace(/\W/g, '_');
    let id = plain;
    for (let number = 2; taken.has(id); number++) {
      id = `${plain}_${number}`;
    }
    taken.add(id);
    ids.set(JSON.stringify(identity), id);
  }
  return ids;
}

/** Values once each, in the order of their first. */
function unique<Value extends JsonMap | Edge | Identity>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
