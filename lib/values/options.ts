import type { ReleaseProps } from '../release';
import { FIDELITIES, type Fidelity } from './fidelity';
import type { Finding } from './finding';
import { nearest } from './nearest';
import { rules } from './rules';
import { describe, KUBERNETES_FIELDS, SCHEMA } from './validate';

/** What values are read with: the release they are for, and the rules to turn off. */
export interface ResolveOptions {
  /** Name of the release, as given to `helm install`. @default 'openchoreo-control-plane' */
  readonly releaseName?: string;
  /** Namespace of the release. @default 'openchoreo-control-plane' */
  readonly namespace?: string;
  /** Value of the label `app.kubernetes.io/managed-by`; `Helm` also adds `helm.sh/chart`. @default 'cdk8s' */
  readonly managedBy?: ReleaseProps['managedBy'];
  /** What to render: the chart's defects, or what mends them. @default 'exact' */
  readonly fidelity?: Fidelity;
  /** Ids of rules to turn off; `*` for all. @default [] */
  readonly allow?: readonly string[];
}

const MANAGERS = ['cdk8s', 'Helm'] as const satisfies readonly ResolveOptions['managedBy'][];

/** What is wrong with options. Types say the same, and nobody asks them where the caller is JavaScript. */
export function malformedOptions({ releaseName, namespace, fidelity, managedBy, allow }: ResolveOptions): Finding[] {
  return [
    ...checkText('releaseName', releaseName),
    ...checkText('namespace', namespace),
    ...checkWord('fidelity', fidelity, FIDELITIES),
    ...checkWord('managedBy', managedBy, MANAGERS),
    ...checkAllow(allow),
  ];
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

function checkAllow(given: unknown = []): Finding[] {
  if (!Array.isArray(given)) {
    return [malformed('allow', `must be a list of ids of rules, got ${describe(given)}`, 'put [ ] around the ids')];
  }
  const ids: readonly unknown[] = given;
  const known = ['*', KUBERNETES_FIELDS, ...rules.map(({ id }) => id)];
  return ids
    .filter((id) => !known.some((other) => other === id))
    .map((id) => malformed('allow', `must be ids of rules, got ${describe(id)}`, mendOfId(id, known)));
}

function mendOfId(id: unknown, known: readonly string[]): string {
  const text = typeof id === 'string' ? id : '';
  if (text.includes(',')) {
    return 'give each id by itself';
  }
  return `use ${nearest(text, known.slice(1)) ?? `one of ${known.join(', ')}`}`;
}

function malformed(path: string, message: string, mend: string): Finding {
  return { rule: SCHEMA, severity: 'error', path, message, mend };
}
