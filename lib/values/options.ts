import type { ChartVersion } from '../backstage/profile';
import type { ReleaseProps } from '../backstage/release';
import { describe } from '../util/describe';
import { nearest } from '../util/nearest';
import { FIDELITIES, type Fidelity } from './fidelity';
import type { Finding } from './finding';
import { KUBERNETES_FIELDS, SCHEMA } from './validate';

/** How values are read: the release they are for, and the rules to switch off. */
export interface ResolveOptions<DefectId extends string = string> {
  /** Version of the control-plane chart that the values are for. @default '0.11.0' */
  readonly chartVersion?: ChartVersion;
  /** Name of the release, as given to `helm install`. @default 'openchoreo-control-plane' */
  readonly releaseName?: string;
  /** Namespace of the release. @default 'openchoreo-control-plane' */
  readonly namespace?: string;
  /** Value of the label `app.kubernetes.io/managed-by`; `Helm` also adds `helm.sh/chart`. @default 'cdk8s' */
  readonly managedBy?: ReleaseProps['managedBy'];
  /** Which of the chart's defects to fix: none, all, or those with the listed ids. @default 'exact' */
  readonly fidelity?: Fidelity<DefectId>;
  /** Ids of rules to switch off; `*` for all. @default [] */
  readonly allow?: readonly string[];
}

/** The ids that options may name. */
interface KnownIds {
  readonly rules: readonly { readonly id: string }[];
  readonly defects: readonly { readonly id: string }[];
}

const MANAGERS = ['cdk8s', 'Helm'] as const satisfies readonly ResolveOptions['managedBy'][];

/** Finds malformed options. Types say the same, and a caller in JavaScript has none. */
export function malformedOptions(options: ResolveOptions, { rules, defects }: KnownIds): Finding[] {
  const { releaseName, namespace, fidelity, managedBy, allow } = options;
  return [
    ...checkText('releaseName', releaseName),
    ...checkText('namespace', namespace),
    ...(Array.isArray(fidelity)
      ? checkIds('fidelity', fidelity, 'defects', ids(defects), [])
      : checkWord('fidelity', fidelity, FIDELITIES)),
    ...checkWord('managedBy', managedBy, MANAGERS),
    ...checkIds('allow', allow, 'rules', [KUBERNETES_FIELDS, ...ids(rules)], ['*']),
  ];
}

function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}

function checkText(option: string, given: unknown): Finding[] {
  return given === undefined || typeof given === 'string'
    ? []
    : [malformed(option, `must be a string, got ${describe(given)}`, 'leave it out for its default')];
}

function checkWord(option: string, given: unknown, words: readonly string[]): Finding[] {
  if (given === undefined || words.some((word) => word === given)) {
    return [];
  }
  const meant = typeof given === 'string' ? nearest(given, words) : undefined;
  return [
    malformed(option, `must be ${words.join(' or ')}, got ${describe(given)}`, `use ${meant ?? 'one of the two'}`),
  ];
}

/** Finds ids in a list that are none of the known ones, nor one of the words that stand for several. */
function checkIds(
  option: string,
  given: unknown = [],
  of: string,
  known: readonly string[],
  words: readonly string[],
): Finding[] {
  if (!Array.isArray(given)) {
    return [malformed(option, `must be a list of ids of ${of}, got ${describe(given)}`, 'put [ ] around the ids')];
  }
  const list: readonly unknown[] = given;
  return list
    .filter((id) => ![...words, ...known].some((other) => other === id))
    .map((id) => malformed(option, `must be ids of ${of}, got ${describe(id)}`, fixOfId(id, known, words)));
}

function fixOfId(id: unknown, known: readonly string[], words: readonly string[]): string {
  const text = typeof id === 'string' ? id : '';
  if (text.includes(',')) {
    return 'give each id by itself';
  }
  return `use ${nearest(text, known) ?? `one of ${[...words, ...known].join(', ')}`}`;
}

function malformed(path: string, message: string, fix: string): Finding {
  return { rule: SCHEMA, severity: 'error', path, message, fix };
}
