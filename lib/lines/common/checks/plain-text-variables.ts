import { isPlainTextSecret } from '../../../backstage/secrets';
import type { Violation } from '../../../util/violation';
import type { CustomVariable } from '../../../values/facts';

/** Finds custom variables with readable secrets. */
export function* plainTextVariables(variables: readonly CustomVariable[]): Iterable<Violation> {
  for (const { path, name, value } of variables) {
    if (value && isPlainTextSecret(name, value)) {
      yield {
        path: `${path}.value`,
        message: `is readable for everyone who can read the output: ${name} looks like a secret`,
        fix: 'use valueFrom.secretKeyRef, or $(NAME) of an earlier variable that does; if it is no secret, rename it',
      };
    }
  }
}
