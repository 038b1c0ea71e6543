import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isJsonMap, type JsonValue } from '../../../util/json';
import { jsonPointer, valueAt } from '../../../util/json-pointer';
import { isTextWithoutQuotes, readWithoutQuotes } from '../../../values/helm-yaml';
import type { ResolvedChart } from '../subject';
import { unquotedValues } from '../unquoted-values';

/** Keys of a text in an object, from the root. */
type Path = readonly string[];

/** Paths of the texts that the chart writes without quotes, as regular expressions on the keys joined by spaces. */
const UNQUOTED: readonly RegExp[] = [
  /^metadata (?:name|namespace)$/,
  /^spec (?:selector|selector matchLabels|podSelector matchLabels|template metadata labels) app\.kubernetes\.io\/(?:name|instance)$/,
  /^spec template spec (?:serviceAccountName|priorityClassName|volumes 0 persistentVolumeClaim claimName)$/,
  /^spec (?:scaleTargetRef|targetRefs 0|rules \d+ backendRefs 0) name$/,
  /^spec parentRefs 0 namespace$/,
  /^spec (?:storageClassName|accessModes 0|resources requests storage)$/,
];

/**
 * Writes texts as the chart does, without quotes (defect `unquoted-texts`). YAML reads some of them as another value.
 *
 * Values have such texts only if the rule against them is switched off.
 */
export function unquoteTexts(scope: Construct, resolved: ResolvedChart): void {
  const given = [...Object.values(unquotedValues(resolved)), resolved.facts.portal.openchoreoApiUrl];
  const areTexts = given.every((text) => !text || isTextWithoutQuotes(text));
  if (areTexts || !resolved.reproduces('unquoted-texts')) {
    return;
  }
  for (const object of scope.node.findAll().filter(ApiObject.isApiObject)) {
    const manifest = object.toJson() as JsonValue;
    const found = [...texts(manifest, [])].filter(([path]) => isUnquoted(path, manifest, resolved));
    const changed = found.filter(([, text]) => readWithoutQuotes(text) !== text);
    if (changed.length > 0) {
      object.addJsonPatch(
        ...changed.map(([path, text]) => JsonPatch.replace(jsonPointer(path), readWithoutQuotes(text))),
      );
    }
  }
}

/** Finds all texts of an object. */
function* texts(value: JsonValue | undefined, path: Path): Iterable<[Path, string]> {
  if (typeof value === 'string') {
    yield [path, value];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield* texts(member, [...path, key]);
    }
  }
}

function isUnquoted(path: Path, manifest: JsonValue, resolved: ResolvedChart): boolean {
  const [kind, joined] = [isJsonMap(manifest) ? manifest.kind : undefined, path.join(' ')];
  if (kind === 'ServiceMonitor' || kind === 'ExternalSecret') {
    // No chart renders these.
    return false;
  }
  return (
    UNQUOTED.some((pattern) => pattern.test(joined)) ||
    isLabel(joined, resolved) ||
    isInContainer(joined, manifest, resolved)
  );
}

/** Checks whether a text is a label of the object that no common label replaces: those have quotes. */
function isLabel(joined: string, { values }: ResolvedChart): boolean {
  const [, label] = /^metadata labels (app\.kubernetes\.io\/(?:name|instance))$/.exec(joined) ?? [];
  return label !== undefined && !Object.hasOwn(values.global.commonLabels ?? {}, label);
}

const ENV = /^spec template spec containers 0 env (\d+) (value|valueFrom secretKeyRef (?:name|key))$/;

/** Checks whether a text is the mount path, the URL of the API, or a reference to the Secret. */
function isInContainer(joined: string, manifest: JsonValue, { values, facts }: ResolvedChart): boolean {
  if (joined === 'spec template spec containers 0 volumeMounts 0 mountPath') {
    return values.backstage.database.type === 'sqlite';
  }
  const [, index, member] = ENV.exec(joined) ?? [];
  if (index === undefined || Number(index) < facts.env.length) {
    return false;
  }
  const name = valueAt(manifest, `/spec/template/spec/containers/0/env/${index}/name`);
  return member === 'value' ? name === 'OPENCHOREO_API_URL' : true;
}
