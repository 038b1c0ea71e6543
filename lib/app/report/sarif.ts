import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HARMFUL } from '../../kubernetes/effects';
import { printable } from '../../util/printable';
import type { Finding, Severity } from '../../values/finding';
import { differenceText, effectText, filePositions, findingText, type Report, subjectOf } from './report';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Rules of the results that are no findings, with their descriptions. */
const OWN_RULES: Readonly<Record<string, string>> = {
  difference: 'The values render what exists.',
  effect: 'Applying the rendered objects has no effect that needs attention.',
};

interface Result {
  readonly ruleId: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
}

/**
 * Returns a report as SARIF 2.1.0, which code scanning services read. It has a result for each place of a finding, each
 * difference and each effect.
 *
 * @param about descriptions of rules, by id
 */
export function sarifReport({ findings, differences, effects }: Report, about: ReadonlyMap<string, string>): string {
  const results: Result[] = [
    ...findings.flatMap(resultsOf),
    ...differences.map((difference) => result('difference', 'error', differenceText(difference), [])),
    ...effects.map((effect) => {
      const { kind, name } = effect.object;
      const level = HARMFUL.includes(effect.effect) ? 'warning' : 'note';
      return result('effect', level, effectText(effect), [logical(`${kind}/${name}`)]);
    }),
  ];
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  const rules = ids.map((id) => {
    const text = about.get(id) ?? OWN_RULES[id];
    return text === undefined ? { id } : { id, shortDescription: { text } };
  });
  const driver = { name: 'backstage-synth', rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultsOf(finding: Finding): Result[] {
  const { rule, severity } = finding;
  const subject = subjectOf(finding);
  return filePositions(finding).map((position) => {
    const physical = position && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(position.file) },
        region: { startLine: position.line, startColumn: position.column },
      },
    };
    const location = { ...physical, ...(subject === '' ? {} : logical(subject)) };
    const locations = Object.keys(location).length > 0 ? [location] : [];
    return result(rule, LEVELS[severity], findingText(finding), locations);
  });
}

function result(ruleId: string, level: Result['level'], text: string, locations: readonly object[]): Result {
  return { ruleId, level, message: { text: text.split('\n').map(printable).join('\n') }, locations };
}

function logical(name: string): object {
  return { logicalLocations: [{ fullyQualifiedName: printable(name) }] };
}

/** Returns the address of a file: relative, so that services find it in the repository, unless the path is absolute. */
function uriOf(file: string): string {
  if (isAbsolute(file)) {
    return pathToFileURL(file).href;
  }
  return file
    .split(sep)
    .map(encodeURIComponent)
    .join('/')
    .replace(/^(?:\.\/)+/, '');
}
