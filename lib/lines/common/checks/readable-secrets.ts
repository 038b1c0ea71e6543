import type { Container, Lifecycle, Probe } from 'kubernetes-types/core/v1';
import { secretArguments } from '../../../backstage/secret-arguments';
import { hasPlainTextSecret, isPlainTextSecret, isSecretHeader } from '../../../backstage/secrets';
import { describeName } from '../../../util/describe';
import type { JsonValue } from '../../../util/json';
import { itemPath } from '../../../util/path';
import type { Violation } from '../../../util/violation';
import type { CustomVariable } from '../../../values/facts';
import type { PortalValues } from '../../../values/rules/portal-values';

const READABLE = 'is readable for everyone who can read the output';

/** Parts of a container that can hold a secret. */
type Parts = Pick<Container, 'command' | 'args' | 'lifecycle' | 'livenessProbe' | 'readinessProbe' | 'startupProbe'>;

/** Finds readable secrets in custom variables, containers, commands, probes and patches. */
export function* findReadableSecrets(
  backstage: PortalValues['backstage'],
  variables: readonly CustomVariable[],
): Iterable<Violation> {
  yield* inVariables(variables);
  const { command, extraArgs, lifecycle, livenessProbe, readinessProbe, startupProbe } = backstage;
  yield* inArguments('backstage.command', command);
  yield* inArguments('backstage.extraArgs', extraArgs);
  yield* inHooks('backstage', { lifecycle, livenessProbe, readinessProbe, startupProbe });
  const { initContainers, extraContainers } = backstage;
  for (const [list, containers] of Object.entries({ initContainers, extraContainers })) {
    for (const [index, container] of (containers ?? []).entries()) {
      const path = itemPath(`backstage.${list}`, index);
      yield* inVariables(
        (container.env ?? []).map(({ name = '', value }, at) => ({ path: itemPath(`${path}.env`, at), name, value })),
      );
      yield* inArguments(`${path}.command`, container.command);
      yield* inArguments(`${path}.args`, container.args);
      yield* inHooks(path, container);
    }
  }
  yield* inPatches(backstage.patches ?? []);
}

function* inVariables(variables: readonly CustomVariable[]): Iterable<Violation> {
  for (const { path, name, value } of variables) {
    if (value && isPlainTextSecret(name, value)) {
      yield {
        path: `${path}.value`,
        message: `${READABLE}: ${describeName(name)} looks like a secret`,
        fix: 'use valueFrom.secretKeyRef, or $(NAME) of an earlier variable that does; if it is no secret, rename it',
      };
    }
  }
}

function* inArguments(path: string, args: readonly string[] | undefined): Iterable<Violation> {
  for (const index of secretArguments(args ?? [])) {
    yield {
      path: itemPath(path, index),
      message: `${READABLE}: it looks like a secret (not shown)`,
      fix: 'write $(NAME) instead, and set the variable NAME with valueFrom.secretKeyRef',
    };
  }
}

function* inHooks(path: string, parts: Parts): Iterable<Violation> {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = parts;
  const probes = { livenessProbe, readinessProbe, startupProbe };
  const hooks = { 'lifecycle.postStart': lifecycle?.postStart, 'lifecycle.preStop': lifecycle?.preStop };
  for (const [name, hook] of Object.entries<Probe | NonNullable<Lifecycle['postStart']> | null | undefined>({
    ...probes,
    ...hooks,
  })) {
    yield* inArguments(`${path}.${name}.exec.command`, hook?.exec?.command);
    for (const [index, { name: header = '', value = '' }] of (hook?.httpGet?.httpHeaders ?? []).entries()) {
      if (isSecretHeader(header, value)) {
        yield {
          path: `${path}.${name}.httpGet.httpHeaders[${index}].value`,
          message: `${READABLE}: it looks like a secret (not shown)`,
          fix: 'remove it, and use a path that requires no login, or exec with a variable that uses valueFrom.secretKeyRef',
        };
      }
    }
  }
}

function* inPatches(patches: NonNullable<PortalValues['backstage']['patches']>): Iterable<Violation> {
  for (const [index, { patch }] of patches.entries()) {
    for (const [at, operation] of patch.entries()) {
      if (setsSecret(operation)) {
        yield {
          path: `${itemPath(`backstage.patches[${index}].patch`, at)}.value`,
          message: `${READABLE}: it looks like a secret (not shown)`,
          fix: 'use valueFrom.secretKeyRef, or another reference to a Secret',
        };
      }
    }
  }
}

function setsSecret({ path, value }: { readonly path: string; readonly value?: JsonValue }): boolean {
  const [list = '', key = ''] = path.split('/').slice(-2);
  const args = [list, key].some((name) => name === 'args' || name === 'command') ? [value].flat() : [];
  return (
    (value !== undefined && hasPlainTextSecret(key, value)) ||
    secretArguments(args.filter((argument) => typeof argument === 'string')).length > 0
  );
}
