import { describeEffects } from '../output/effects-text';
import { printable } from '../util/printable';
import type { UpgradeEntry, UpgradeEntryKind, UpgradeReport } from '../values/upgrade/report';

/** Kinds of entries with their headings, in the order of the text. */
const HEADINGS: Readonly<Record<UpgradeEntryKind, string>> = {
  decide: 'To decide. The new chart version refuses the values until then:',
  task: 'To do:',
  changed: 'Other meaning or default:',
  derived: 'Written out, because the new chart version does not derive them:',
  moved: 'Moved:',
  dropped: 'Removed:',
};

/**
 * Returns the report about an upgrade as text: sections, each with one line per entry. It shows no secret value.
 *
 * @param report report of `upgradeValues`
 */
export function describeUpgrade(report: UpgradeReport): string {
  const { entries, secret, requirements } = report;
  const sections = Object.entries(HEADINGS).map(([kind, heading]) =>
    section(heading, entries.filter((entry) => entry.kind === kind).flatMap(linesOf)),
  );
  const [decisions = '', ...others] = sections;
  return [
    summary(report),
    decisions,
    secret === undefined
      ? ''
      : section(
          printable(`Before you apply the new output, the Secret ${secret.name} needs ${secret.keys.join(', ')}:`),
          commandLines(secret.command),
        ),
    ...others,
    effectsOf(report),
    section('The cluster must meet these conditions:', requirements.map(printable)),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function summary({ from, to, stops }: UpgradeReport): string {
  if (stops.length === 0) {
    return `The values of chart ${from} are also values of chart ${to}. Nothing changed.`;
  }
  const path = `The portal must have the version of its control plane, ${to}.`;
  const between = stops.slice(0, -1);
  return between.length === 0
    ? `Upgraded the values from chart ${from} to chart ${to}. ${path}`
    : `Upgraded the values from chart ${from} to chart ${to}. ${path}\nOpenChoreo supports upgrades to the next minor version only. Stop at ${between.join(' and ')}.`;
}

function effectsOf({ effects, stops }: UpgradeReport): string {
  if (stops.length === 0) {
    return '';
  }
  return effects === undefined
    ? 'The effects on the running portal are unknown, because the old or the new values cannot be rendered yet.'
    : section(
        'Effects on the running portal, if you also delete the objects that left the output:',
        describeEffects(effects)
          .split('\n')
          .filter((line) => line !== ''),
      );
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [heading, ...lines.map((line) => `  ${line}`)].join('\n');
}

function linesOf({ path, to, message, fix, rule, command }: UpgradeEntry): string[] {
  const text = [to === undefined ? '' : `is now ${to}`, message].filter((part) => part !== '').join(', ');
  const separator = to === undefined && !rule ? ' ' : to === undefined ? ': ' : ' ';
  return [
    printable(`${path}${separator}${text}${rule ? ` [${rule}]` : ''}`),
    ...(fix ? [printable(`  fix: ${fix}`)] : []),
    ...(command ? commandLines(command) : []),
  ];
}

function commandLines(command: string): string[] {
  return command.split('\n').map((line) => `  ${printable(line)}`);
}
