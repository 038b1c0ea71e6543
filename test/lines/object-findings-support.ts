import type { RenderOptions, Values } from '../../lib';
import { errors as allErrors } from './0.11/rules/support';

export type Backstage = NonNullable<Values['backstage']>;

export const RULE = 'kubernetes-objects';

/** Returns rule and path of the errors about values. The messages are tested with the checks of objects. */
export const errors = (values: Values, options: RenderOptions = {}) =>
  allErrors(values, options).map(({ rule, path }) => ({ rule, path }));

/** Returns what {@link errors} contains for a value that Kubernetes refuses. */
export const refused = (path: string) => ({ rule: RULE, path });

/** Returns a name of this length. */
export const a = (length: number) => 'a'.repeat(length);

/** Returns a DNS name of this length, in parts of at most 63 characters. */
export const long = (length: number) =>
  `${a(63)}.`
    .repeat(4)
    .slice(0, length - 1)
    .concat('a');

/** Returns values of Backstage. */
export const on = (backstage: Backstage): Values => ({ backstage });
