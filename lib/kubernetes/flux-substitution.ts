/**
 * Annotation of an object that Flux applies. With the value `disabled`, Flux substitutes no variables in the object. A
 * label with the same key does the same.
 */
export const FLUX_SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/**
 * Checks whether Flux changes the text of an object if its Kustomization substitutes variables (`postBuild`).
 *
 * Flux replaces `${NAME}` and `$$`, or stops if it cannot read the name. It does not change `$NAME` and `$(NAME)`.
 */
export function hasFluxVariables(object: unknown): boolean {
  return /\$[{$]/.test(JSON.stringify(object) ?? '');
}
