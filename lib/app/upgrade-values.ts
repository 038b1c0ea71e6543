import type { ChartVersion } from '../backstage/profile';
import type { Values } from '../lines';
import { checkInput } from '../util/check-argument';
import { anyMap, boolean, either, listOf, membersOf, oneOf, optional, text } from '../util/shape';
import { FIDELITIES } from '../values/fidelity';
import type { YamlMap } from '../values/merge';
import type { UpgradeReport } from '../values/upgrade/report';
import { refuseForeignValues } from './check-values';
import { upgradeLayers } from './upgrade-layers';

/** Settings of {@link upgradeValues}. */
export interface UpgradeOptions<From extends ChartVersion = ChartVersion, To extends ChartVersion = ChartVersion> {
  /** Version of the control-plane chart that the values belong to. */
  readonly from: From;
  /** Version of the control-plane chart that the values are for. It must not be older than `from`. */
  readonly to: To;
  /** Name of the release, as in `helm install NAME`. @default 'openchoreo-control-plane' */
  readonly releaseName?: string;
  /** Namespace of the release. @default 'openchoreo-control-plane' */
  readonly namespace?: string;
  /**
   * Whether the output follows the chart exactly, or with its defects fixed. In `corrected`, fewer keys of the Secret are
   * required.
   *
   * @default 'exact'
   */
  readonly fidelity?: 'exact' | 'corrected';
  /**
   * Whether the objects get the names that the new chart gives them. Otherwise the values keep the names of the objects
   * and of SQLite's claim.
   *
   * @default false
   */
  readonly newNames?: boolean;
}

/** Upgraded values, in a list if the given ones were in a list, and the report about them. */
export interface UpgradedValues<Upgraded> {
  /** The new values. They pass the schema of the new chart version, but not its rules before everything is decided. */
  readonly values: Upgraded;
  /** Changes of the values, and what the user must do. */
  readonly report: UpgradeReport;
}

const OPTIONS = membersOf<UpgradeOptions>({
  from: text,
  to: text,
  releaseName: optional(text),
  namespace: optional(text),
  fidelity: optional(oneOf(...FIDELITIES)),
  newNames: optional(boolean),
});

/** Upgrades a list of values, in which later values override earlier ones. The result is a list, too. */
export function upgradeValues<const From extends ChartVersion, const To extends ChartVersion>(
  values: readonly Values<From>[],
  options: UpgradeOptions<From, To>,
): UpgradedValues<readonly Values<To>[]>;
/**
 * Upgrades values from one version of the control-plane chart to another one. Reads and writes no files.
 *
 * It moves values, writes out what the old chart derived, and drops what the new chart does not have. It invents no
 * value: a decision of the user is a placeholder of the chart, which a rule refuses, and an entry of the report.
 *
 * @param values the documented values; a list of them is possible too, in which later values override earlier ones
 * @param options the versions, the release and the names of the objects
 * @throws ValuesError if a version is unknown, if `to` is older than `from`, or if the values do not fit `from`
 * @example
 * ```ts
 * import { upgradeValues } from 'cdk8s-openchoreo-backstage';
 *
 * const { values, report } = upgradeValues(
 *   { backstage: { ingress: { hosts: [{ host: 'console.example.com' }] } } },
 *   { from: '0.11.0', to: '1.2.3' },
 * );
 * const toDecide = report.entries.filter(({ kind }) => kind === 'decide');
 * ```
 */
export function upgradeValues<const From extends ChartVersion, const To extends ChartVersion>(
  values: Values<From>,
  options: UpgradeOptions<From, To>,
): UpgradedValues<Values<To>>;
export function upgradeValues(
  values: Values<ChartVersion> | readonly Values<ChartVersion>[],
  options: UpgradeOptions,
): UpgradedValues<object> {
  checkInput('upgradeValues', 'values', values, either(anyMap, listOf(anyMap)));
  checkInput('upgradeValues', 'options', options, OPTIONS);
  const isList = Array.isArray(values);
  const given: readonly YamlMap[] = isList ? values : [values];
  refuseForeignValues(given);
  const { layers, report } = upgradeLayers(given, { ...options, separate: false });
  return { values: isList ? layers : (layers[0] ?? {}), report };
}
