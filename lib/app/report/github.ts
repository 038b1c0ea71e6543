import { HARMFUL } from '../../kubernetes/effects';
import { printable } from '../../util/printable';
import type { Finding, Severity } from '../../values/finding';
import { differenceText, effectText, filePositions, findingText, type Report } from './report';

/** Names of the workflow commands that show a finding. */
const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Returns a report as workflow commands of GitHub Actions, which show findings beside the lines of a pull request.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport({ findings, differences, effects }: Report): string {
  const lines = [
    ...findings.flatMap(annotations),
    ...differences.map((difference) => command('error', { title: 'difference' }, differenceText(difference))),
    ...effects.map((effect) =>
      command(HARMFUL.includes(effect.effect) ? 'warning' : 'notice', { title: 'effect' }, effectText(effect)),
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Returns a command for each place of a finding. */
function annotations(finding: Finding): string[] {
  const { rule, severity } = finding;
  return filePositions(finding).map((position) => {
    const properties: Properties = position ? { file: position.file, line: position.line, col: position.column } : {};
    return command(COMMANDS[severity], { ...properties, title: rule }, findingText(finding));
  });
}

type Properties = Readonly<Record<string, string | number>>;

function command(name: string, properties: Properties, text: string): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name} ${given.join(',')}::${escaped(text.split('\n').map(printable).join('\n'))}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
