import type { EnvVar } from 'kubernetes-types/core/v1';
import type { Credential, SecretKey } from './credentials';
import type { FeatureSwitch } from './portal';

/** Variable of the container without its name: a string, a reference, or no value. */
export type VariableValue = Omit<EnvVar, 'name'>;

/** Definition of a variable that this package sets in the container. The code uses its name only here. */
export interface Variable<From> {
  readonly name: string;
  /** Path of the value that sets the variable. */
  readonly setBy: string;
  /** Keys of the image's configuration that read the variable, such as `openchoreo.baseUrl`; empty if none is known. */
  readonly configKeys: readonly string[];
  /** Credential that the variable contains. @default - it contains none, or one of several */
  readonly credential?: Credential;
  /** Whether a difference may show the value. */
  readonly isPublic: boolean;
  /** Returns the variable's value; undefined if the container does not get the variable. */
  readonly value: (from: From) => VariableValue | undefined;
}

/** Returns the variables that the container gets for `from`, in order. */
export function environment<From>(variables: readonly Variable<From>[], from: From): EnvVar[] {
  return variables.flatMap((variable) => {
    const value = variable.value(from);
    return value === undefined ? [] : [{ name: variable.name, ...value }];
  });
}

/** Returns a string or a Secret's key as the value of a variable; no value for null. */
export function variableValue(value: string | SecretKey | null): VariableValue {
  if (value === null || typeof value === 'string') {
    return value === null ? {} : { value };
  }
  const { secret, key, optional } = value;
  return { valueFrom: { secretKeyRef: { name: secret.name, key, ...(optional && { optional }) } } };
}

/** Returns a feature switch as the value of a variable: `true`, `false`, or no value. */
export function switchValue(value: FeatureSwitch): VariableValue {
  return value === 'empty' ? {} : { value: String(value) };
}

/** Returns the names of the variables that the container gets for `from`. */
export function variableNames<From>(variables: readonly Variable<From>[], from: From): string[] {
  return variables.filter((variable) => variable.value(from) !== undefined).map(({ name }) => name);
}

/** Returns the variable with a name; undefined if the container does not get it for `from`. */
export function variableNamed<From>(
  variables: readonly Variable<From>[],
  from: From,
  name: string,
): Variable<From> | undefined {
  return variables.find((variable) => variable.name === name && variable.value(from) !== undefined);
}
