import { type FindingSource, sourceText } from '../util/finding';
import type { Finding } from '../values/finding';

/** Finding about the values of an environment. */
export interface EnvironmentFinding {
  readonly environment: string;
  readonly finding: Finding;
}

/** A finding, and the environments and files in which it occurs. */
interface Folded {
  readonly finding: Finding;
  readonly environments: Set<string>;
  readonly sources: Map<string, FindingSource>;
}

/** Returns the findings of several environments, with their names. Equal findings become one, at the first place. */
export function foldFindings(found: readonly EnvironmentFinding[]): Finding[] {
  const equal = new Map<string, Folded>();
  for (const { environment, finding } of found) {
    const { rule, severity, path, message, fix, object, source } = finding;
    const key = JSON.stringify([rule, severity, path, message, fix, object]);
    const folded = equal.get(key) ?? { finding, environments: new Set(), sources: new Map() };
    equal.set(key, folded);
    folded.environments.add(environment);
    if (source !== undefined) {
      folded.sources.set(sourceText(source), source);
    }
  }
  return [...equal.values()].map(({ finding, environments, sources }) => {
    const [source, ...alsoAt] = sources.values();
    return {
      ...finding,
      environments: [...environments],
      ...(source && { source }),
      ...(alsoAt.length > 0 && { alsoAt }),
    };
  });
}
