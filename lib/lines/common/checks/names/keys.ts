import { DATA_KEY } from '../../../../kubernetes/names';
import { describe, describeName } from '../../../../util/describe';
import type { Violation } from '../../../../util/violation';
import type { CustomVariable } from '../../../../values/facts';

/** Checks keys of ConfigMaps and Secrets by their paths. It hides them, because the user may have written a secret. */
export function* checkDataKeys(keys: Readonly<Record<string, string | undefined>>): Iterable<Violation> {
  for (const [path, key] of Object.entries(keys)) {
    if (key && !DATA_KEY.fits(key)) {
      yield { path, message: `must be ${DATA_KEY.words}, got ${describe(key, true)}`, fix: DATA_KEY.fix };
    }
  }
}

/** Checks the names of custom variables. */
export function* checkVariableNames(variables: readonly CustomVariable[]): Iterable<Violation> {
  for (const { path, name } of variables) {
    if (!/^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
      const message = 'must consist of letters, digits, _, - and ., and must not begin with a digit';
      const fix = 'write it as MY_VARIABLE';
      // A user may write name and value as one text.
      yield { path: `${path}.name`, message: `${message}, got ${describe(describeName(name))}`, fix };
    }
  }
}
