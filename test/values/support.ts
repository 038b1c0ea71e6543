import { withDefaults } from '../../lib/values/merge';
import { type EffectiveValues, schema, type Values } from '../../lib/values/schema';

/** Values with their defaults, unchecked. */
export function effective(values: Values): EffectiveValues {
  return withDefaults(schema, values) as EffectiveValues;
}

/** Values that the types refuse, as a file may have them. */
export function untyped(values: unknown): Values {
  return values as Values;
}
