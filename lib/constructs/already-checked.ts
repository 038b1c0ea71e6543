import type { IConstruct } from 'constructs';

/**
 * Context key of a scope that is built from values. While its value has `isBuilding`, constructs below the scope check no
 * props, because rules checked the values.
 */
export const ALREADY_CHECKED = 'cdk8s-openchoreo-backstage:already-checked';

/** Checks whether a scope is being built from values, which rules already checked. */
export function isAlreadyChecked(scope: IConstruct): boolean {
  const state: { readonly isBuilding?: boolean } | undefined = scope.node.tryGetContext(ALREADY_CHECKED);
  return state?.isBuilding === true;
}
