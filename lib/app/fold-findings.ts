import { nameList } from '../util/name-list';
import type { Finding } from '../values/finding';

/** Finding about the values of an environment. */
export interface EnvironmentFinding {
  readonly environment: string;
  readonly finding: Finding;
}

/**
 * Returns the findings of several environments, with their names in front of the paths. Equal findings become one, at
 * the place of the first.
 */
export function foldFindings(found: readonly EnvironmentFinding[]): Finding[] {
  const equal = new Map<string, [Finding, string[]]>();
  for (const { environment, finding } of found) {
    const { rule, severity, path, message, fix, object, source } = finding;
    const key = JSON.stringify([rule, severity, path, message, fix, object, source]);
    const [, environments] = equal.get(key) ?? [];
    if (environments === undefined) {
      equal.set(key, [finding, [environment]]);
    } else if (environments.at(-1) !== environment) {
      environments.push(environment);
    }
  }
  return [...equal.values()].map(([finding, environments]) => {
    const names = nameList(environments);
    return { ...finding, path: finding.path === '' ? names : `${names}: ${finding.path}` };
  });
}
