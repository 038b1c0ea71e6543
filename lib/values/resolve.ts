import type { ChartProfile } from '../backstage/profile';
import { Release, type ReleaseProps } from '../backstage/release';
import { describe } from '../util/describe';
import { isMap, memberOf } from '../util/members';
import type { Violation } from '../util/violation';
import { changedValues } from './changed-values';
import type { Defect } from './defect';
import type { Facts } from './facts';
import { type Fidelity, reproducedDefects } from './fidelity';
import { explainField } from './field-patch';
import { type Finding, ValuesError } from './finding';
import { locatedFindings } from './located-findings';
import { mergeValues, nullPaths, withDefaults, type YamlMap } from './merge';
import type { Section } from './node';
import { malformedOptions, type ResolveOptions, refusedReleaseName } from './options';
import { findOtherChart } from './other-chart';
import { findOtherVersion, type OtherVersion } from './other-version';
import { duplicateKeys as duplicateKeysRule } from './rules/duplicate-keys';
import type { Rule } from './rules/rule';
import { duplicateKeys } from './sources';
import type { FactsSource, Subject } from './subject';
import { guardUnusable, UnusableValue } from './unusable';
import { inspect, SCHEMA } from './validate';

/** Definition with which the engine reads the values of one chart version. */
export interface ValuesDefinition<Values, F extends Facts, Id extends string> {
  readonly profile: ChartProfile;
  /** Documented values: names, types, defaults and descriptions. */
  readonly schema: Section;
  /**
   * Schema whose defaults complete the values. A line sets it to share code with a later line, which has more values.
   *
   * @default - `schema`
   */
  readonly completeWith?: Section;
  /** All rules, in the order in which the report lists their findings. */
  readonly rules: readonly Rule<Subject<Values, F, Id>>[];
  readonly defects: readonly Defect<Subject<Values, F, Id>, Id>[];
  /** Returns the settings of the release that the values contain. */
  releaseProps(values: Values): Pick<ReleaseProps, 'fullnameOverride' | 'portalName' | 'nameOverride' | 'commonLabels'>;
  /** Derives the facts from the values. Reading a fact throws if the fact depends on an invalid value. */
  facts(source: FactsSource<Values, Id>): F;
  /** Finds missing values without which rendering is impossible. `allow` cannot switch this check off. */
  requirements(subject: Subject<Values, F, Id>): Iterable<Violation>[];
}

/** Values merged with each other and with the defaults, and what follows from them. */
export interface MergedValues<Values, F extends Facts, Id extends string> extends Subject<Values, F, Id> {
  /** The user's values, merged. */
  readonly given: YamlMap;
  /** Whether the Namespace of the release is rendered, too. */
  readonly namespaceObject: boolean;
}

/** Values that passed every check, with the facts that follow from them. */
export interface Resolved<Values, F extends Facts, Id extends string> extends MergedValues<Values, F, Id> {
  /** Warnings and infos about the values. */
  readonly findings: readonly Finding[];
  /** Returns what the rules find that `allow` switches off. */
  allowedFindings(): Finding[];
}

/** Finds errors in the objects of values, except errors that findings already report. */
export type FindInObjects = (given: YamlMap, known: readonly Finding[]) => readonly Finding[];

/**
 * Merges values with each other and with the defaults, as Helm does, and checks them.
 *
 * @param definition definition of the chart version
 * @param layers values of several files; later ones win
 * @param options release and rules to switch off
 * @param otherVersions returns the other chart versions, newest first; called only if the values have unknown keys
 * @param findInObjects finds errors in the objects. It is called only if there are other errors, so that one report
 * lists them all
 * @throws ValuesError with all errors if the values do not fit the schema or break a rule that is not allowed
 */
export function resolveValues<Values extends object, F extends Facts, Id extends string>(
  definition: ValuesDefinition<Values, F, Id>,
  layers: readonly unknown[],
  options: ResolveOptions,
  otherVersions: () => readonly OtherVersion[] = () => [],
  findInObjects: FindInObjects = () => [],
): Resolved<Values, F, Id> {
  const { schema, completeWith = schema, rules, profile } = definition;
  const { allow = [] } = options;
  const malformed = [...malformedOptions(options, definition), ...layers.flatMap(checkIsMap)];
  if (malformed.length > 0) {
    throw new ValuesError([...refusedReleaseName(options), ...malformed]);
  }
  const merged = mergeValues(layers.filter(isMap));
  const locate = (found: readonly Finding[]) => locatedFindings(found, merged, schema);
  const inspection = inspect(schema, merged);
  const otherChart = findOtherChart(merged, inspection);
  if (otherChart) {
    throw new ValuesError(locate([otherChart]));
  }
  const elsewhere = findOtherVersion(merged, inspection, profile.chart.version, otherVersions);
  if (elsewhere) {
    // The rules of this version would only report the consequences.
    throw new ValuesError(locate(elsewhere.filter(({ rule }) => !isAllowed(rule, allow))));
  }
  const unfit = inspection.findings.filter(({ rule }) => !isAllowed(rule, allow));
  // The cast is safe except for the values that validate() reported. The next line guards those.
  const complete = withDefaults(completeWith, merged) as Values;
  const values = unfit.length > 0 ? guardUnusable(completeWith, complete, unfit) : complete;
  const subject = new LazySubject(definition, values, merged, options);
  const fields = new Set(inspection.unknownKeys.flatMap(({ path, isForeign }) => (isForeign ? [] : [path])));
  const explained = unfit.map((finding) => {
    const [explanation] = fields.has(finding.path)
      ? evaluate(() => [explainField(finding.path, merged, complete, subject.release) ?? {}])
      : [];
    return { ...finding, ...explanation };
  });
  const broken = [
    ...definition.requirements(subject).flatMap((find) => findings({ id: SCHEMA, severity: 'error' }, () => find)),
    ...findingsOf(rules.filter(({ id }) => !isAllowed(id, allow))),
  ];
  const errors = [...refusedReleaseName(options), ...explained, ...broken].filter(
    ({ severity }) => severity === 'error',
  );
  const allowedFindings = () => [
    ...inspection.findings.filter(({ rule }) => isAllowed(rule, allow)),
    ...findingsOf(rules.filter(({ id }) => isAllowed(id, allow))),
  ];
  if (errors.length > 0) {
    // The value that a rule misses may be in a map that a second key replaced.
    const causes = broken.filter(({ rule, severity }) => rule === duplicateKeysRule.id && severity !== 'error');
    throw new ValuesError(locate([...causes, ...errors, ...findInObjects(merged, [...errors, ...allowedFindings()])]));
  }
  return Object.assign(subject, { findings: locate(broken), allowedFindings });

  function findingsOf(some: typeof rules): Finding[] {
    return some.flatMap((rule) => findings(rule, () => rule.check(subject)));
  }
}

/** Returns values that are merged with the defaults, but not checked. */
export function mergedValues<Values extends object, F extends Facts, Id extends string>(
  definition: ValuesDefinition<Values, F, Id>,
  given: YamlMap,
  options: ResolveOptions,
): MergedValues<Values, F, Id> {
  const { schema, completeWith = schema } = definition;
  // Callers remove what does not fit the schema, or ignore errors.
  return new LazySubject(definition, withDefaults(completeWith, given) as Values, given, options);
}

/** Derives release and facts when a rule first reads them, so that a rule that reads neither cannot fail on them. */
class LazySubject<Values, F extends Facts, Id extends string> implements MergedValues<Values, F, Id> {
  readonly fidelity: Fidelity;
  readonly namespaceObject: boolean;

  private readonly reproducedIds: ReadonlySet<Id>;
  private derivedRelease?: Release;
  private derivedFacts?: F;
  private givenNulls?: ReadonlySet<string>;

  constructor(
    private readonly definition: ValuesDefinition<Values, F, Id>,
    readonly values: Values,
    readonly given: YamlMap,
    private readonly options: ResolveOptions,
  ) {
    const ids = definition.defects.map(({ id }) => id);
    this.fidelity = options.fidelity ?? 'exact';
    this.namespaceObject = options.namespaceObject ?? false;
    this.reproducedIds = reproducedDefects(this.fidelity, ids);
  }

  get release(): Release {
    const { chart } = this.definition.profile;
    const { releaseName, namespace = chart.name, managedBy, chartVersion } = this.options;
    this.derivedRelease ??= new Release({
      name: releaseName,
      namespace,
      managedBy,
      chartVersion,
      ...this.definition.releaseProps(this.values),
    });
    return this.derivedRelease;
  }

  get facts(): F {
    this.derivedFacts ??= this.definition.facts(this);
    return this.derivedFacts;
  }

  get nulls(): ReadonlySet<string> {
    this.givenNulls ??= new Set(nullPaths(this.given));
    return this.givenNulls;
  }

  get duplicateKeys() {
    return duplicateKeys(this.given);
  }

  get reproduced() {
    const { defects } = this.definition;
    return defects
      .filter(({ id }) => this.reproduces(id))
      .map((defect) => ({ id: defect.id, find: () => defect.find(this) }));
  }

  reproduces(id: Id): boolean {
    return this.reproducedIds.has(id);
  }

  isGiven(path: string): boolean {
    // A list replaces the default list as a whole, so its entries are set if the list is set.
    const [section = ''] = path.split('[');
    return memberOf(this.given, ...section.split('.')) !== undefined;
  }

  changed(path: string): readonly string[] {
    return changedValues(this.definition.schema, this.given, path);
  }
}

function findings({ id, severity }: Pick<Rule, 'id' | 'severity'>, find: () => Iterable<Violation>): Finding[] {
  return evaluate(find).map((violation) => ({ rule: id, severity, ...violation }));
}

/** Collects violations until the rule reads a value that does not fit the schema. */
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
          fix: 'begin the values with a key such as backstage',
        },
      ];
}
