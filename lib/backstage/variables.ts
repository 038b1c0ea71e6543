import type { EnvVar } from 'kubernetes-types/core/v1';
import type { SecretKey } from './credentials';
import type { FeatureSwitch } from './portal';

/** A variable of the container without its name: a text, a reference, or neither. */
export type VariableValue = Omit<EnvVar, 'name'>;

/** One variable that the container gets by itself: the only place where its name is written. */
export interface Variable<From> {
  readonly name: string;
  /** Path of the value that sets it. */
  readonly setBy: string;
  /** Keys of the image's configuration that read it, such as `openchoreo.baseUrl`. Empty if none is known. */
  readonly configKeys: readonly string[];
  /** Whether a difference may show its value. */
  readonly isPublic: boolean;
  /** Returns the variable's value; undefined if the container does not get the variable. */
  readonly value: (from: From) => VariableValue | undefined;
}

/** The variables that `from` yields, in order. */
export function environment<From>(variables: readonly Variable<From>[], from: From): EnvVar[] {
  return variables.flatMap((variable) => {
    const value = variable.value(from);
    return value === undefined ? [] : [{ name: variable.name, ...value }];
  });
}

/** A text, or a Secret's key, as the value of a variable. */
export function variableValue(value: string | SecretKey): VariableValue {
  return typeof value === 'string'
    ? { value }
    : { valueFrom: { secretKeyRef: { name: value.secret.name, key: value.key } } };
}

/** Variable of a feature switch: `true`, `false`, or without a value. */
export function switchValue(value: FeatureSwitch): VariableValue {
  return value === 'empty' ? {} : { value: String(value) };
}

/** Names of the variables that `from` yields. */
export function variableNames<From>(variables: readonly Variable<From>[], from: From): string[] {
  return variables.filter((variable) => variable.value(from) !== undefined).map(({ name }) => name);
}

/** Path of the value that sets a variable; undefined if `from` does not yield it. */
export function setterOf<From>(variables: readonly Variable<From>[], from: From, name: string): string | undefined {
  return variables.find((variable) => variable.name === name && variable.value(from) !== undefined)?.setBy;
}
