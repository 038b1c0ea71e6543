import { Construct, type IConstruct } from 'constructs';
import { isKubernetesVersion, KUBERNETES_VERSION } from '../kubernetes/checks/version';
import { checkArgument } from '../util/check-argument';
import { dataMap } from '../util/data-shape';
import { describe } from '../util/describe';
import { nearest } from '../util/nearest';
import { shape } from '../util/shape';

import { forgetPassedCharts } from './passed-charts';

/** Id of a check at synthesis, which {@link CheckOptions} can switch off. */
export type CheckId =
  | 'kubernetes-fields'
  | 'kubernetes-objects'
  | 'object-conflicts'
  | 'object-references'
  | 'routed-url'
  | 'shared-objects'
  | 'sqlite-single-replica'
  | 'image-variables'
  | 'image-config'
  | 'database-tls'
  | 'thunder-token'
  | 'url-scheme'
  | 'autoscaling-requests'
  | 'blocked-drains'
  | 'deployment-strategy'
  | 'termination-grace-period';

const CHECK_IDS = Object.keys({
  'kubernetes-fields': true,
  'kubernetes-objects': true,
  'object-conflicts': true,
  'object-references': true,
  'routed-url': true,
  'shared-objects': true,
  'sqlite-single-replica': true,
  'image-variables': true,
  'image-config': true,
  'database-tls': true,
  'thunder-token': true,
  'url-scheme': true,
  'autoscaling-requests': true,
  'blocked-drains': true,
  'deployment-strategy': true,
  'termination-grace-period': true,
} satisfies Record<CheckId, true>);

/** Settings of the checks at synthesis. */
export interface CheckOptions {
  /**
   * Ids of checks to switch off, or `*` for all checks.
   *
   * @default - the checks of the enclosing scope
   */
  readonly allow?: readonly (CheckId | '*')[];

  /**
   * Version of Kubernetes that the objects are for, such as `1.30`.
   *
   * @default - the version of the enclosing scope, or else the newest that this package knows
   */
  readonly kubernetesVersion?: string;
}

/** Settings of the checks below a scope. The ids may also be those of other rules. */
interface ScopeSettings {
  readonly allow?: readonly string[];
  readonly kubernetesVersion?: string;
}

const CONSTRUCT = shape('a construct', Construct.isConstruct);

const settings = new WeakMap<IConstruct, ScopeSettings>();

/**
 * Configures the checks at synthesis for all objects below a scope. A scope inside it can override each option.
 *
 * @param scope app, chart or construct that contains the objects
 * @param options checks to switch off, and the version of Kubernetes
 * @throws Error if an id or the version is wrong. The message lists all problems
 * @example
 * ```ts
 * import { App } from 'cdk8s';
 * import { configureChecks } from 'cdk8s-openchoreo-backstage';
 *
 * const app = new App();
 * configureChecks(app, { kubernetesVersion: '1.30' });
 * ```
 */
export function configureChecks(scope: IConstruct, options: CheckOptions): void {
  checkArgument('configureChecks', 'scope', scope, CONSTRUCT);
  checkArgument('configureChecks', 'options', options, dataMap());
  const problems = [...allowProblems(options.allow), ...versionProblems(options.kubernetesVersion)];
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => `configureChecks: ${problem}`).join('\n'));
  }
  setChecks(scope, options);
}

/** Configures the checks as {@link configureChecks} does, but accepts the ids of all rules. */
export function setChecks(scope: IConstruct, options: ScopeSettings): void {
  forgetPassedCharts();
  settings.set(scope, { ...settings.get(scope), ...options });
}

/** Checks whether a check runs for a construct. */
export function isChecked(construct: IConstruct, id: CheckId): boolean {
  const allow = nearestOption(construct, 'allow') ?? [];
  return !allow.includes(id) && !allow.includes('*');
}

/** Returns the version of Kubernetes that the objects of a construct are for; undefined for the newest. */
export function kubernetesVersionOf(construct: IConstruct): string | undefined {
  return nearestOption(construct, 'kubernetesVersion');
}

function nearestOption<Key extends keyof ScopeSettings>(construct: IConstruct, key: Key): ScopeSettings[Key] {
  const scopes = [...construct.node.scopes].reverse();
  return scopes.map((scope) => settings.get(scope)?.[key]).find((option) => option !== undefined);
}

function allowProblems(allow: unknown): string[] {
  if (allow === undefined) {
    return [];
  }
  if (!Array.isArray(allow)) {
    return [`allow: must be a list of ids, got ${describe(allow)}; put [ ] around the ids`];
  }
  const ids: readonly unknown[] = ['*', ...CHECK_IDS];
  return allow
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const suggestion = typeof id === 'string' ? nearest(id, CHECK_IDS) : undefined;
      return `allow: must contain only ids of checks, got ${describe(id)}; use ${suggestion ?? `one of ${ids.join(', ')}`}`;
    });
}

function versionProblems(version: unknown): string[] {
  const fits = version === undefined || (typeof version === 'string' && isKubernetesVersion(version));
  return fits
    ? []
    : [`kubernetesVersion: must be ${KUBERNETES_VERSION}, got ${describe(version)}; write it as 1.<minor>`];
}
