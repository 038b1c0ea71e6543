import { type UpgradeEntry, type UpgradeOptions, upgradeValues, type Values } from '../../../../lib';

/** Upgraded values of chart 0.11, with the entries of the report about a path. */
export function upgrade(values: Values, options: Partial<UpgradeOptions> = {}) {
  const { values: upgraded, report } = upgradeValues(values, { from: '0.11.0', to: '1.2.3', ...options });
  const backstage: Values<'1.2.3'>['backstage'] = 'backstage' in upgraded ? upgraded.backstage : undefined;
  return {
    values: upgraded as Values<'1.2.3'>,
    backstage,
    report,
    entries: (path: string): readonly UpgradeEntry[] => report.entries.filter((entry) => entry.path === path),
  };
}
