import { type UpgradeEntry, type UpgradeOptions, upgradeValues, type Values } from '../../../../lib';

/** Upgraded values of chart 0.11, by default to chart 1.2, with the entries of the report about a path. */
export function upgrade(given: Values, options: Partial<UpgradeOptions> = {}) {
  const upgraded = upgradeValues<'0.11.0', UpgradeOptions['to']>(given, { to: '1.2.3', ...options, from: '0.11.0' });
  // Tests that choose an older version read only values that it has, too.
  const all: object = upgraded.values;
  const values = all as Values<'1.2.3'>;
  const { report } = upgraded;
  return {
    values,
    backstage: values.backstage,
    report,
    entries: (path: string): readonly UpgradeEntry[] => report.entries.filter((entry) => entry.path === path),
  };
}
