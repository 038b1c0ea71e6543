import type { ChartVersion } from '../backstage/profile';
import type { ReleaseProps } from '../backstage/release';
import { ACROSS_CHECKS, SHARED_OBJECTS } from '../kubernetes/across/check-ids';
import { isKubernetesVersion, KUBERNETES_VERSION } from '../kubernetes/checks/version';
import { isDnsName } from '../kubernetes/dns';
import { describe } from '../util/describe';
import { nearest } from '../util/nearest';
import { FIDELITIES, type Fidelity } from './fidelity';
import type { Finding } from './finding';
import { KUBERNETES_FIELDS } from './validate';

/** Options for reading values: the release that they belong to, and the rules to switch off. */
export interface ResolveOptions<DefectId extends string = string> {
  /** Version of the control-plane chart that the values belong to. @default '0.11.0' */
  readonly chartVersion?: ChartVersion;
  /** Name of the release, as in `helm install NAME`. @default 'openchoreo-control-plane' */
  readonly releaseName?: string;
  /** Namespace of the release. @default 'openchoreo-control-plane' */
  readonly namespace?: string;
  /**
   * Whether to render the Namespace of the release, too. Argo CD and Flux do not delete it if it leaves the output.
   *
   * @default false
   */
  readonly namespaceObject?: boolean;
  /** Value of the label `app.kubernetes.io/managed-by`; `Helm` also adds `helm.sh/chart`. @default 'cdk8s' */
  readonly managedBy?: ReleaseProps['managedBy'];
  /** Defects of the chart to fix: none (`exact`), all (`corrected`) or a list of ids. @default 'exact' */
  readonly fidelity?: Fidelity<DefectId>;
  /**
   * Oldest version of Kubernetes that the objects are for, such as `1.30`. Fields that it does not know are refused.
   *
   * @default - the newest version that this package knows
   */
  readonly kubernetesVersion?: string;
  /** Ids of rules to switch off, or `*` for all rules. @default [] */
  readonly allow?: readonly string[];
}

/** Rule of all findings about these options. */
export const OPTIONS = 'options';

/** Id of the rule that warns of a chart version that is newer than those compared with the chart. */
export const NEWER_CHART = 'newer-chart';

/** Rule of findings about objects that Kubernetes refuses. `allow` can switch it off, for a newer Kubernetes. */
export const KUBERNETES_OBJECTS = 'kubernetes-objects';

/** Rules of findings about rendered objects, alone and together. */
export const OBJECT_RULES: readonly string[] = [KUBERNETES_FIELDS, KUBERNETES_OBJECTS, ...ACROSS_CHECKS];

/** Checks whether a list of ids allows what a rule refuses or reports. */
export function isAllowed(rule: string, allow: readonly string[] = []): boolean {
  return allow.includes(rule) || allow.includes('*');
}

/** Ids that options can contain. */
interface KnownIds {
  readonly rules: readonly { readonly id: string }[];
  readonly defects: readonly { readonly id: string }[];
}

const MANAGERS = ['cdk8s', 'Helm'] as const satisfies readonly ResolveOptions['managedBy'][];

/** Finds invalid options. TypeScript finds them at compile time, but callers in JavaScript need this check. */
export function malformedOptions(options: ResolveOptions, { rules, defects }: KnownIds): Finding[] {
  const { releaseName, namespace, namespaceObject, fidelity, managedBy, kubernetesVersion, allow } = options;
  return [
    ...checkText('releaseName', releaseName),
    ...(releaseName === '' ? [malformed('releaseName', 'must not be empty', 'remove it to use the default')] : []),
    ...checkText('namespace', namespace),
    ...checkFlag('namespaceObject', namespaceObject),
    ...(Array.isArray(fidelity)
      ? checkIds('fidelity', fidelity, 'defects', ids(defects), [])
      : checkWord('fidelity', fidelity, FIDELITIES)),
    ...checkWord('managedBy', managedBy, MANAGERS),
    ...checkKubernetesVersion(kubernetesVersion),
    ...checkIds('allow', allow, 'rules', [...OBJECT_RULES, NEWER_CHART, SHARED_OBJECTS, ...ids(rules)], ['*']),
  ];
}

function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}

/** Helm's limit for names of releases, which leaves room for what charts append to them. */
const MAX_RELEASE_NAME = 53;

/** Finds a name of a release that Helm refuses: it accepts those of Kubernetes objects, up to a length. */
export function refusedReleaseName({ releaseName }: ResolveOptions): Finding[] {
  // Other checks refuse a name that is empty, or no text.
  const isChecked = typeof releaseName === 'string' && releaseName !== '';
  return !isChecked || (releaseName.length <= MAX_RELEASE_NAME && isDnsName(releaseName))
    ? []
    : [
        malformed(
          'releaseName',
          `must have at most ${MAX_RELEASE_NAME} lower-case letters, digits, - and ., and begin and end with a letter or digit, got ${describe(releaseName)}`,
          'write it as openchoreo-control-plane',
        ),
      ];
}

function checkText(option: string, given: unknown): Finding[] {
  return given === undefined || typeof given === 'string'
    ? []
    : [malformed(option, `must be a string, got ${describe(given)}`, 'remove it to use the default')];
}

function checkFlag(option: string, given: unknown): Finding[] {
  return given === undefined || typeof given === 'boolean'
    ? []
    : [malformed(option, `must be true or false, got ${describe(given)}`, 'write true or false without quotes')];
}

function checkWord(option: string, given: unknown, words: readonly string[]): Finding[] {
  if (given === undefined || words.some((word) => word === given)) {
    return [];
  }
  const suggestion = typeof given === 'string' ? nearest(given, words) : undefined;
  return [
    malformed(
      option,
      `must be ${words.join(' or ')}, got ${describe(given)}`,
      `use ${suggestion ?? words.join(' or ')}`,
    ),
  ];
}

function checkKubernetesVersion(given: unknown): Finding[] {
  return given === undefined || (typeof given === 'string' && isKubernetesVersion(given))
    ? []
    : [
        malformed(
          'kubernetesVersion',
          `must be ${KUBERNETES_VERSION}, got ${describe(given)}`,
          'write it as 1.<minor>',
        ),
      ];
}

/** Finds unknown ids in a list. `words` are accepted too. Each of them means several ids. */
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
    .map((id) => malformed(option, `must contain only ids of ${of}, got ${describe(id)}`, fixOfId(id, known, words)));
}

function fixOfId(id: unknown, known: readonly string[], words: readonly string[]): string {
  const text = typeof id === 'string' ? id : '';
  if (text.includes(',')) {
    return 'pass each id separately';
  }
  const suggestion = nearest(text, known);
  // Another chart version may have it.
  return suggestion ? `use ${suggestion}` : `remove it, or use one of ${[...words, ...known].join(', ')}`;
}

function malformed(path: string, message: string, fix: string): Finding {
  return { rule: OPTIONS, severity: 'error', path, message, fix };
}
