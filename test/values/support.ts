import { type EffectiveValues, schema, type Values } from '../../lib/lines/0.11/schema';
import { withDefaults } from '../../lib/values/merge';

/** Returns values merged with the defaults, without checking them. */
export function effective(values: Values): EffectiveValues {
  return withDefaults(schema, values) as EffectiveValues;
}

/** Returns values that the TypeScript types refuse, such as invalid values of a file. */
export function untyped(values: unknown): Values {
  return values as Values;
}
