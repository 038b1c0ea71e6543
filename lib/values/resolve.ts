import { Release, type ReleaseProps } from '../release';
import { type Addresses, addresses, missingHosts } from './addresses';
import { type Finding, ValuesError } from './finding';
import { isMap, mergeValues, withDefaults, type YamlMap } from './merge';
import { nearest } from './nearest';
import { rules } from './rules';
import type { Rule } from './rules/rule';
import { type EffectiveValues, schema, type Values } from './schema';
import { describe, KUBERNETES_FIELDS, SCHEMA, validate } from './validate';

/** What values are read with: the release they are for, and the rules that do not hold. */
export interface ResolveOptions {
  /** @default 'openchoreo-control-plane' */
  readonly releaseName?: string;
  /** @default 'openchoreo-control-plane' */
  readonly namespace?: string;
  /** Value of the label `app.kubernetes.io/managed-by`; `Helm` also adds `helm.sh/chart`. @default 'cdk8s' */
  readonly managedBy?: ReleaseProps['managedBy'];
  /** Ids of rules that do not hold; `*` for all. @default [] */
  readonly allow?: readonly string[];
}

/** Values that passed every check, and what follows from them. */
export interface Resolved {
  readonly values: EffectiveValues;
  readonly release: Release;
  readonly addresses: Addresses;
  /** What is worth knowing about the values. */
  readonly warnings: readonly Finding[];
}

/**
 * Merges values as Helm does, lays them over the defaults and checks them.
 *
 * @throws ValuesError with all errors, where the values do not fit the schema or break a rule that is not allowed
 */
export function resolveValues(given: Values | readonly Values[], options: ResolveOptions = {}): Resolved {
  const { allow = [] } = options;
  const layers: readonly unknown[] = Array.isArray(given) ? given : [given];
  const malformed = [...checkAllow(allow), ...layers.flatMap(checkIsMap)];
  if (malformed.length > 0) {
    throw new ValuesError(malformed);
  }
  const merged = mergeValues(layers.filter(isMap));
  throwErrors(validate(schema, merged).filter(({ rule }) => !isAllowed(rule, allow)));

  const values = complete(merged);
  const { releaseName, namespace, managedBy } = options;
  const release = new Release({
    name: releaseName,
    namespace,
    fullnameOverride: values.fullnameOverride ?? '',
    nameOverride: values.nameOverride ?? '',
    commonLabels: values.global.commonLabels ?? {},
    managedBy,
  });
  const subject = { values, release, addresses: addresses(values, release) };
  const broken = rules.filter(({ id }) => !isAllowed(id, allow)).flatMap((rule) => findings(rule, subject));
  throwErrors([...missingHosts(values), ...broken]);
  return { ...subject, warnings: broken };
}

/** The merged values with defaults; {@link validate} has shown that they have the schema's types. */
function complete(merged: YamlMap): EffectiveValues {
  return withDefaults(schema, merged) as EffectiveValues;
}

function findings(rule: Rule, subject: Parameters<Rule['check']>[0]): Finding[] {
  const { id, severity } = rule;
  return [...rule.check(subject)].map((problem) => ({ rule: id, severity, ...problem }));
}

function throwErrors(found: readonly Finding[]): void {
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new ValuesError(errors);
  }
}

function isAllowed(rule: string, allow: readonly string[]): boolean {
  return rule !== SCHEMA && (allow.includes(rule) || allow.includes('*'));
}

function checkIsMap(layer: unknown): Finding[] {
  return isMap(layer)
    ? []
    : [
        {
          rule: SCHEMA,
          severity: 'error',
          path: '',
          message: `values must be a map, got ${describe(layer)}`,
          mend: 'begin the values with a key such as backstage',
        },
      ];
}

function checkAllow(allow: readonly string[]): Finding[] {
  const known = ['*', KUBERNETES_FIELDS, ...rules.map(({ id }) => id)];
  return allow
    .filter((id) => !known.includes(id))
    .map((id) => ({
      rule: SCHEMA,
      severity: 'error',
      path: 'allow',
      message: `must be ids of rules, got ${describe(id)}`,
      mend: `use ${nearest(id, known) ?? `one of ${known.join(', ')}`}`,
    }));
}
