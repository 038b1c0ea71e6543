import { shownManifest } from '../backstage/hidden-values';
import type { Manifest } from '../kubernetes/manifest';
import { checkInput } from '../util/check-argument';
import { isJsonMap, type JsonMap, type JsonValue } from '../util/json';
import { printable } from '../util/printable';
import { anyMap, listOf } from '../util/shape';

/** Identity of an object that is rendered, or that a rendered object refers to. */
interface Identity {
  readonly kind: string;
  readonly name: string;
}

/** Connection between two objects: an arrow with a word. */
interface Edge {
  readonly from: Identity;
  readonly to: Identity;
  readonly word: string;
}

/** Members that refer to other objects, at any depth, with the word for the arrow. */
const REFERENCES: Readonly<Record<string, { readonly word: string; readonly to: (value: JsonValue) => Identity[] }>> = {
  secretKeyRef: { word: 'reads', to: named('Secret') },
  secretRef: { word: 'reads', to: named('Secret') },
  configMapKeyRef: { word: 'reads', to: named('ConfigMap') },
  configMapRef: { word: 'reads', to: named('ConfigMap') },
  configMap: { word: 'mounts', to: named('ConfigMap') },
  // A volume names the Secret in secretName, a source of a projected volume in name.
  secret: { word: 'mounts', to: (volume) => [...named('Secret', 'secretName')(volume), ...named('Secret')(volume)] },
  tls: { word: 'shows', to: named('Secret', 'secretName') },
  persistentVolumeClaim: { word: 'mounts', to: named('PersistentVolumeClaim', 'claimName') },
  imagePullSecrets: { word: 'pulls with', to: named('Secret') },
  serviceAccountName: { word: 'runs as', to: text('ServiceAccount') },
  priorityClassName: { word: 'has', to: text('PriorityClass') },
  scaleTargetRef: { word: 'scales', to: named() },
  targetRefs: { word: 'sets timeouts of', to: named() },
  backendRefs: { word: 'routes to', to: named('Service') },
  service: { word: 'routes to', to: named('Service') },
  secretStoreRef: { word: 'asks', to: named('SecretStore') },
};

/**
 * Returns the objects and their connections as a Mermaid flowchart: routes, selectors, scaling, and the Secrets and
 * ConfigMaps that pods read. An object with a dashed border is referred to, but not rendered. The graph reads no value
 * that differences hide, so it shows no secret.
 *
 * @param manifests the objects, for example the objects that `renderManifests` returned
 */
export function graph(manifests: readonly Manifest[]): string {
  checkInput('graph', 'manifests', manifests, listOf(anyMap));
  return draw(manifests.map((manifest) => shownManifest(manifest)));
}

function draw(manifests: readonly Manifest[]): string {
  const edges = unique(manifests.flatMap((manifest) => edgesOf(manifest, manifests)));
  const rendered = manifests.map(identityOf);
  const all = unique([...rendered, ...edges.flatMap(({ from, to }) => [from, to])]);
  const ids = idsOf(all);
  const idOf = (identity: Identity) => ids.get(JSON.stringify(identity));
  const isRendered = (identity: Identity) => rendered.some((other) => idOf(other) === idOf(identity));
  return [
    'flowchart LR',
    ...all.map(
      (it) => `  ${idOf(it)}["${label(it.kind)}<br>${label(it.name)}"]${isRendered(it) ? '' : ':::elsewhere'}`,
    ),
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

/** Returns the references to other objects at any depth of a value. */
function references(value: JsonValue | undefined): Omit<Edge, 'from'>[] {
  if (Array.isArray(value)) {
    return value.flatMap(references);
  }
  return isJsonMap(value)
    ? Object.entries(value).flatMap(([key, member = null]) => {
        // A label may have a key such as `constructor`, which every JavaScript object inherits.
        const reference = Object.hasOwn(REFERENCES, key) ? REFERENCES[key] : undefined;
        const here = reference?.to(member).map((to) => ({ to, word: reference.word })) ?? [];
        return [...here, ...references(member)];
      })
    : [];
}

/** Returns the Gateways that a route attaches to. */
function parents(spec: JsonValue | undefined): Identity[] {
  return named('Gateway')(at(spec, 'parentRefs'));
}

/** Returns the objects that the selector of an object matches, by their labels or the labels of their pods. */
function selected({ kind, spec }: Manifest, all: readonly Manifest[]): Identity[] {
  const selector = selectorOf(kind, spec as JsonValue | undefined);
  if (!isJsonMap(selector)) {
    return [];
  }
  const candidates = all.filter((other) => other.kind === (kind === 'ServiceMonitor' ? 'Service' : 'Deployment'));
  return candidates
    .filter((other) => {
      const pods = at(other.spec as JsonValue | undefined, 'template', 'metadata', 'labels');
      const labels: JsonValue | undefined = kind === 'ServiceMonitor' ? other.metadata.labels : pods;
      return isJsonMap(labels) && Object.entries(selector).every(([key, value]) => labels[key] === value);
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

/**
 * Returns a function that reads a reference, or a list of them.
 *
 * @param byDefault kind of the object that is referred to, if the reference does not contain one
 * @param member key of the name in the reference
 */
function named(byDefault?: string, member = 'name'): (value: JsonValue | undefined) => Identity[] {
  return (value) =>
    [value].flat().flatMap((entry) => {
      const [kind, name] = [at(entry, 'kind') ?? byDefault, at(entry, member)];
      return typeof kind === 'string' && typeof name === 'string' ? [{ kind, name }] : [];
    });
}

/** Returns a function that reads the name of an object of this kind. */
function text(kind: string): (value: JsonValue) => Identity[] {
  return (name) => (typeof name === 'string' ? [{ kind, name }] : []);
}

/** Returns the value at a path, or undefined if there is none. */
function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((below, key) => (isJsonMap(below) ? below[key] : undefined), value);
}

function identityOf({ kind, metadata }: Manifest): Identity {
  return { kind, name: metadata.name };
}

/**
 * Returns an id for each object, by the JSON of its identity. The id is the kind and name in characters that Mermaid
 * accepts. If names differ only in other characters, such as `a.b` and `a-b`, a number follows.
 */
function idsOf(all: readonly Identity[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const identity of all) {
    const words = `${identity.kind}_${identity.name}`.replace(/\W/g, '_');
    // Mermaid has words of its own that begin with a small letter or an underscore, such as `end` and `_self`.
    const plain = /^[A-Z]/.test(words) ? words : `Object_${words}`;
    let id = plain;
    for (let number = 2; taken.has(id); number++) {
      id = `${plain}_${number}`;
    }
    taken.add(id);
    ids.set(JSON.stringify(identity), id);
  }
  return ids;
}

/**
 * Returns a text for a label. Mermaid reads words and characters of a label as syntax, so every character that is not
 * part of a usual name becomes an entity.
 */
function label(text: string): string {
  return printable(text).replace(/[^\w.-]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** Removes duplicates, and keeps the first of each. */
function unique<Value extends JsonMap | Edge | Identity>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
