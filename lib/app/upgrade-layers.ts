import type { ChartVersion } from '../backstage/profile';
import { type Effect, effects } from '../kubernetes/effects';
import type { Manifest } from '../kubernetes/manifest';
import { isOlder, lineOf, otherVersions, upgradeSteps, type Values } from '../lines';
import { isWithin, keysOf } from '../util/path';
import type { FIDELITIES } from '../values/fidelity';
import { type Finding, ValuesError } from '../values/finding';
import { mergeValues, type YamlMap } from '../values/merge';
import { OPTIONS, type ResolveOptions } from '../values/options';
import { findOtherVersion } from '../values/other-version';
import { changedAt } from '../values/tree';
import { applyEdits } from '../values/upgrade/apply';
import { hasAdditions, isKnown, Layers, type Relocation } from '../values/upgrade/layers';
import type { UpgradeEntry, UpgradeReport } from '../values/upgrade/report';
import { upgradeSecret } from '../values/upgrade/secret-command';
import type { SecretPlan } from '../values/upgrade/step';
import { inspect, SCHEMA } from '../values/validate';
import { renderManifests } from './render-manifests';

/** Settings of an upgrade. */
export interface LayersOptions extends Pick<ResolveOptions, 'releaseName' | 'namespace'> {
  readonly from: ChartVersion;
  readonly to: ChartVersion;
  /** Whether the output follows the chart exactly, or with its defects fixed. */
  readonly fidelity?: (typeof FIDELITIES)[number];
  readonly newNames?: boolean;
  /** Whether values that Helm refuses get a file of their own. */
  readonly separate: boolean;
  /** Index of a file that Helm does not read. @default - only files with keys that Helm refuses are such files */
  readonly ours?: number;
}

/** Upgraded values of several files. */
export interface UpgradedLayers {
  /** Values of the files, in their order, and then those of an additional file, if there is one. */
  readonly layers: readonly YamlMap[];
  /** Values that moved, in the order of the moves. */
  readonly moves: readonly Relocation[];
  /** Paths of the values that Helm refuses, in files that have no other such values. */
  readonly additions: readonly string[];
  readonly report: UpgradeReport;
}

/**
 * Upgrades the values of several files from one chart version to another one, step by step.
 *
 * @throws ValuesError if a version is unknown, if `to` is older than `from`, or if the values do not fit `from`
 */
export function upgradeLayers(given: readonly YamlMap[], options: LayersOptions): UpgradedLayers {
  const { from, to, separate, ours } = options;
  const [before, after] = [lineOf(from), lineOf(to)];
  if (isOlder(to, from)) {
    throw new ValuesError([goesBack(from, to)]);
  }
  refuseWrongValues(given, from);
  const layers = new Layers(
    given.map((values, index) => ({ values, isOurs: index === ours || hasAdditions(before.schema, values) })),
    after.schema,
  );
  const upgrade = new Upgrade(layers, options);
  const isSameLine = before.schema === after.schema;
  if (!isSameLine) {
    upgrade.takeSteps();
    upgrade.removeUnknown();
    upgrade.settle();
    upgrade.compare(mergeValues(given));
    if (separate) {
      upgrade.separate();
    }
  }
  return {
    layers: layers.all.map(({ values }) => values),
    moves: layers.moves,
    additions: layers.refusedByHelm,
    report: upgrade.report,
  };
}

function goesBack(from: ChartVersion, to: ChartVersion): Finding {
  return {
    rule: OPTIONS,
    severity: 'error',
    path: 'to',
    message: `must not be older than ${from}, got ${to}`,
    fix: 'take the old values from your repository, because an upgrade cannot be undone',
  };
}

function refuseWrongValues(given: readonly YamlMap[], from: ChartVersion): void {
  const merged = mergeValues(given);
  const inspection = inspect(lineOf(from).schema, merged);
  const found =
    findOtherVersion(merged, inspection, from, () => otherVersions(from), 'from') ??
    inspection.findings.filter(({ rule }) => rule === SCHEMA);
  if (found.length > 0) {
    throw new ValuesError(found);
  }
}

/** Upgrade of the values of several files, which it changes. */
class Upgrade {
  private entries: readonly UpgradeEntry[] = [];
  /** Values that the new chart accepts for what is to be decided, by path. */
  private readonly examples = new Map<string, unknown>();
  private secret?: SecretPlan;
  private requirements: Readonly<Record<string, string>> = {};
  private stops: readonly ChartVersion[] = [];
  private effects?: readonly Effect[];

  constructor(
    private readonly layers: Layers,
    private readonly options: LayersOptions,
  ) {}

  get report(): UpgradeReport {
    const { from, to } = this.options;
    return {
      from,
      to,
      stops: this.stops,
      entries: this.entries,
      ...(this.secret && { secret: upgradeSecret(this.secret) }),
      requirements: Object.values(this.requirements),
      ...(this.effects && { effects: this.effects }),
    };
  }

  /** Applies the step of each line between the versions. */
  takeSteps(): void {
    const { from, to, releaseName, namespace, fidelity, newNames = false } = this.options;
    const { schema } = lineOf(to);
    const steps = upgradeSteps(from, to);
    this.stops = steps.map(({ to: stop }) => stop);
    for (const { from: chartVersion, step } of steps) {
      const { edits, secret, requirements } = step({
        given: this.layers.merged,
        options: { chartVersion, releaseName, namespace, fidelity },
        newNames,
        knows: (path) => isKnown(schema, keysOf(path)),
      });
      this.add(applyEdits(this.layers, edits, schema));
      for (const edit of edits) {
        if (edit.type === 'decide') {
          this.examples.set(edit.path, edit.example);
        }
      }
      this.secret = secret ?? this.secret;
      this.requirements = { ...this.requirements, ...requirements };
    }
  }

  /** Removes values that the new chart does not have, or does not accept. */
  removeUnknown(): void {
    const { schema } = lineOf(this.options.to);
    const chart = `chart ${this.options.to}`;
    for (const { values } of this.layers.all) {
      for (const { path } of inspect(schema, values).unknownKeys) {
        this.drop(path, `is not a value of ${chart}`);
      }
    }
    for (const { path, message, rule } of inspect(schema, this.layers.merged).findings) {
      if (rule === SCHEMA) {
        this.drop(path, `is refused by ${chart}: ${message}`);
      }
    }
  }

  /**
   * Checks the new values. Each value that the new chart refuses is to be decided. A decision about a value that it does
   * not refuse is dropped, for example about a URL that only a disabled portal would have.
   */
  settle(): void {
    const refused = this.refusals(this.layers.merged);
    const isAbout = (path: string, finding: Finding) => isWithin(finding.path, path) || isWithin(path, finding.path);
    for (const path of this.examples.keys()) {
      if (!refused.some((finding) => isAbout(path, finding))) {
        this.layers.drop(path);
        this.examples.delete(path);
      }
    }
    // An object that lacks a value cannot be checked. With an example it can.
    const further = this.examples.size > 0 ? this.refusals(this.withExamples()) : [];
    const others = [...refused, ...further].filter((finding, index, all) => {
      const isFirst =
        all.findIndex(({ path, message }) => path === finding.path && message === finding.message) === index;
      return isFirst && ![...this.examples.keys()].some((path) => isAbout(path, finding));
    });
    this.entries = [
      ...this.entries.flatMap((entry): UpgradeEntry[] => {
        const rule = refused.find((finding) => isAbout(entry.path, finding))?.rule;
        return entry.kind !== 'decide' ? [entry] : rule ? [{ ...entry, rule }] : [];
      }),
      ...others.map(({ path, message, fix, rule }): UpgradeEntry => ({ kind: 'decide', path, message, fix, rule })),
    ];
  }

  /** Moves values that Helm refuses to a file of their own. */
  separate(): void {
    const isNew = (path: string) =>
      this.entries.some((entry) => entry.kind === 'derived' && isWithin(entry.path, path));
    const message = 'is in the file for keys that Helm refuses, to which this one belongs now';
    const moved = this.layers.separate().filter((path) => !isNew(path));
    this.add(moved.map((path) => ({ kind: 'moved', path: this.layers.pathBefore(path), message })));
  }

  private withExamples(): YamlMap {
    return [...this.examples].reduce(
      (values, [path, example]) => changedAt(values, {}, keysOf(path), example) as YamlMap,
      this.layers.merged,
    );
  }

  /** Finds the effects of the new values on a portal that runs with the old ones. */
  compare(old: YamlMap): void {
    const { from, to } = this.options;
    try {
      const before = this.render(old, from, ['*']);
      this.effects = effects(before, this.render(this.withExamples(), to, ['*']));
    } catch (error) {
      refusalsIn(error);
    }
  }

  private refusals(values: YamlMap): readonly Finding[] {
    try {
      this.render(values, this.options.to);
      return [];
    } catch (error) {
      return refusalsIn(error);
    }
  }

  private render(merged: YamlMap, chartVersion: ChartVersion, allow?: readonly string[]): readonly Manifest[] {
    const { releaseName, namespace, fidelity } = this.options;
    // The compiler cannot check the values. Rendering does.
    const values: Values<ChartVersion> = merged;
    return renderManifests(values, { chartVersion, releaseName, namespace, fidelity, allow });
  }

  private drop(path: string, message: string): void {
    this.layers.drop(path);
    this.add([{ kind: 'dropped', path: this.layers.pathBefore(path), message }]);
  }

  private add(entries: readonly UpgradeEntry[]): void {
    this.entries = [...this.entries, ...entries];
  }
}

/** Returns the findings of an error about values. Throws every other error again. */
function refusalsIn(error: unknown): readonly Finding[] {
  if (error instanceof ValuesError) {
    return error.findings;
  }
  throw error;
}
