import { Release } from '../release';
import { type Addresses, addresses, missingHosts } from './addresses';
import { missingCredentials } from './credentials';
import type { Fidelity } from './fidelity';
import { type Finding, ValuesError } from './finding';
import { isMap, mergeValues, withDefaults, type YamlMap } from './merge';
import { malformedOptions, type ResolveOptions } from './options';
import { malformedPatches } from './patches';
import { rules } from './rules';
import type { Rule, Subject } from './rules/rule';
import { type EffectiveValues, schema, type Values } from './schema';
import { guardUnusable, UnusableValue } from './unusable';
import { describe, SCHEMA, validate } from './validate';

/** Values that passed every check, and what follows from them. */
export interface Resolved {
  readonly values: EffectiveValues;
  readonly release: Release;
  readonly addresses: Addresses;
  readonly fidelity: Fidelity;
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
  const malformed = [...malformedOptions(options), ...layers.flatMap(checkIsMap)];
  if (malformed.length > 0) {
    throw new ValuesError(malformed);
  }
  const merged = mergeValues(layers.filter(isMap));
  const unfit = validate(schema, merged).filter(({ rule }) => !isAllowed(rule, allow));
  const complete = completeValues(merged);
  const values = unfit.length > 0 ? guardUnusable(schema, complete, unfit) : complete;
  const subject = new LazySubject(values, options);
  const broken = [
    ...evaluate(() => missingHosts(values)),
    ...evaluate(() => missingCredentials(values)),
    ...evaluate(() => malformedPatches(values)),
    ...rules.filter(({ id }) => !isAllowed(id, allow)).flatMap((rule) => findings(rule, subject)),
  ];
  const errors = [...unfit, ...broken].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new ValuesError(errors);
  }
  const { release, addresses, fidelity } = subject;
  return { values, release, addresses, fidelity, warnings: broken };
}

/** Derives release and addresses when a rule first reads them, for a rule that needs neither must not fail with them. */
class LazySubject implements Subject {
  readonly values: EffectiveValues;
  readonly fidelity: Fidelity;
  private readonly options: ResolveOptions;
  private derived?: { readonly release: Release; readonly addresses: Addresses };

  constructor(values: EffectiveValues, options: ResolveOptions) {
    this.values = values;
    this.fidelity = options.fidelity ?? 'exact';
    this.options = options;
  }

  get release(): Release {
    return this.derive().release;
  }

  get addresses(): Addresses {
    return this.derive().addresses;
  }

  private derive() {
    if (!this.derived) {
      const { releaseName, namespace, managedBy } = this.options;
      const { fullnameOverride, nameOverride, global } = this.values;
      const release = new Release({
        name: releaseName,
        namespace,
        fullnameOverride: fullnameOverride ?? '',
        nameOverride: nameOverride ?? '',
        commonLabels: global.commonLabels ?? {},
        managedBy,
      });
      this.derived = { release, addresses: addresses(this.values, release, this.fidelity) };
    }
    return this.derived;
  }
}

/** The merged values with defaults. They have the schema's types wherever {@link validate} found nothing. */
function completeValues(merged: YamlMap): EffectiveValues {
  return withDefaults(schema, merged) as EffectiveValues;
}

function findings({ id, severity, check }: Rule, subject: Subject): Finding[] {
  return evaluate(() => check(subject)).map((problem) => ({ rule: id, severity, ...problem }));
}

/** What is found before a value is read that does not fit the schema. */
function evaluate<T>(find: () => Iterable<T>): T[] {
  const found: T[] = [];
  try {
    for (const finding of find()) {
      found.push(finding);
    }
  } catch (error) {
    if (!(error instanceof UnusableValue)) {
      throw error;
    }
  }
  return found;
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
