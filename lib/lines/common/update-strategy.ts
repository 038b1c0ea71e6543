import type { DeploymentStrategy } from 'kubernetes-types/apps/v1';
import { omitEmpty } from '../../util/omit-empty';

/** Values that the update strategy depends on. */
interface StrategyValues {
  readonly strategy?: DeploymentStrategy | null;
  readonly database: {
    readonly type?: string;
    readonly sqlite: { readonly persistence: { readonly enabled?: boolean | null } };
  };
}

/**
 * Returns the update strategy in the values. Without one, returns `false` for none, as in the chart, or undefined for
 * the default of the construct.
 *
 * @param reproduces checks whether this rendering reproduces a defect of the chart
 */
export function updateStrategy(
  backstage: StrategyValues,
  reproduces: (defect: 'claim-update-strategy' | 'crd-defaults') => boolean,
): DeploymentStrategy | false | undefined {
  const isReproduced = reproduces(isOnClaim(backstage) ? 'claim-update-strategy' : 'crd-defaults');
  return omitEmpty(backstage.strategy ?? undefined) ?? (isReproduced ? false : undefined);
}

/** Checks whether the chart leaves the strategy to Kubernetes, and no claim makes that a defect of its own. */
export function hasDefaultStrategy(backstage: StrategyValues): boolean {
  return !isOnClaim(backstage) && omitEmpty(backstage.strategy ?? undefined) === undefined;
}

function isOnClaim({ database: { type, sqlite } }: StrategyValues): boolean {
  return type !== 'postgresql' && sqlite.persistence.enabled === true;
}
