import type { Place } from './place';

/**
 * Part of an object as it was rendered. Its types fit, but every member may be absent: JavaScript and YAML can leave
 * out what TypeScript requires.
 */
export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Given<T[Key]> }
    : T;

/** Checks a value of a Kubernetes type, and reports at its place what the API server refuses. */
export type TypeCheck<T> = (value: Given<T>, at: Place) => void;

/** Checks of several types by name, as they are in `imports/kubernetes.json`. */
export type TypeChecks = Readonly<Record<string, TypeCheck<never>>>;
