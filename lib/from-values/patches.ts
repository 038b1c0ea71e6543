import type { Construct } from 'constructs';
import type { PatchOperation } from '../json-patch';
import { type ObjectPatch, tryPatches } from '../patches';
import { ValuesError } from '../values/finding';
import type { Resolved } from '../values/resolve';
import { SCHEMA } from '../values/validate';

/**
 * Patches what is rendered (values: `backstage.patches`).
 *
 * @throws ValuesError with all patches that match nothing
 */
export function applyPatches(scope: Construct, { values }: Resolved): void {
  const patches = (values.backstage.patches ?? []).map(
    ({ target, patch }): ObjectPatch => ({
      target,
      // What an operation needs is there: malformedPatches() has seen to it.
      patch: patch.map((operation) => operation as PatchOperation),
    }),
  );
  const problems = patches.length > 0 ? tryPatches(scope, patches) : [];
  if (problems.length > 0) {
    throw new ValuesError(
      problems.map(({ path, message, mend }) => ({
        rule: SCHEMA,
        severity: 'error',
        path: `backstage.patches${path}`,
        message,
        mend,
      })),
    );
  }
}
