import type { Construct } from 'constructs';
import { tryPatches } from '../../constructs/patch-objects';
import { ValuesError } from '../../values/finding';
import { patchOperation } from '../../values/patch-operations';
import { SCHEMA } from '../../values/validate';
import type { CommonResolved } from './subject';

/**
 * Patches the rendered objects (values: `backstage.patches`).
 *
 * @throws ValuesError if a patch does not fit the rendered objects; the error lists all such patches
 */
export function applyPatches(scope: Construct, { values }: CommonResolved): void {
  const { patches = [] } = values.backstage;
  if (patches.length === 0) {
    return;
  }
  const given = patches.map(({ target, patch }) => ({ target, patch: patch.map(patchOperation) }));
  const violations = tryPatches(scope, given);
  if (violations.length > 0) {
    throw new ValuesError(
      violations.map(({ path, message, fix }) => ({
        rule: SCHEMA,
        severity: 'error',
        path: `backstage.patches${path}`,
        message,
        fix,
      })),
    );
  }
}
