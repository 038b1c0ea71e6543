import { leaves } from '../../backstage/app-config-leaves';
import { configKeys, configTree } from '../../backstage/app-config-variables';
import { variableNames } from '../../backstage/variables';
import { describeName } from '../../util/describe';
import type { Violation } from '../../util/violation';
import type { Subject } from '../subject';
import type { PortalRule, PortalValues } from './portal-values';

type PortalSubject = Subject<PortalValues>;

/** Variables that the image or Kubernetes sets. */
const GIVEN = /^(?:KUBERNETES_\w+|NODE_\w+|HOSTNAME|HOME|PATH)$/;

/** Backstage silently drops a key if its variable is unset, and uses the text of `APP_CONFIG_` variables as is. */
export const appConfigVariables: PortalRule = {
  id: 'app-config-variables',
  severity: 'warning',
  about:
    'Variables that `appConfig` reads are set. `APP_CONFIG_` variables refer only to earlier variables, by `$(NAME)`.',
  *check(subject) {
    if (subject.values.backstage.enabled) {
      yield* unset(subject);
      yield* unread(subject);
      yield* unexpanded(subject);
    }
  },
};

/** Finds references of `appConfig` to variables that nothing sets. */
function* unset({ values, facts, release }: PortalSubject): Iterable<Violation> {
  const { appConfig, envFrom } = values.backstage;
  // The ConfigMaps and Secrets of envFrom have unknown keys.
  if (!appConfig || envFrom?.length) {
    return;
  }
  const rendered = variableNames(release.profile.variables, facts.portal);
  const known = new Set([...rendered, ...facts.customVariables.map(({ name }) => name)]);
  for (const { path, key, value } of leaves(appConfig, 'backstage.appConfig')) {
    for (const name of variablesIn(key, value)) {
      if (!known.has(name) && !GIVEN.test(name)) {
        yield {
          path,
          message: `reads the variable ${describeName(name)}, which nothing sets`,
          fix: `set ${describeName(name)} in backstage.extraEnv`,
        };
      }
    }
  }
}

/** Finds `APP_CONFIG_` variables that refer to others in a way that works only in files. */
function* unread({ facts }: PortalSubject): Iterable<Violation> {
  for (const { path, name, value } of facts.customVariables) {
    const keys = configKeys(name);
    const found = keys && value ? [...leaves(configTree(keys, value))] : [];
    if (found.some(({ key, value }) => /^\$(?:env|file|include)$/.test(key) || reads(value))) {
      yield {
        path: `${path}.value`,
        message: 'is used as is: Backstage replaces ${NAME}, $env, $file and $include only in files',
        fix: 'move it to backstage.appConfig, or use $(NAME) with the name of an earlier variable of env or extraEnv',
      };
    }
  }
}

/** Finds `APP_CONFIG_` variables that refer to a variable after them. Kubernetes leaves such a reference unchanged. */
function* unexpanded({ values, facts }: PortalSubject): Iterable<Violation> {
  if (values.backstage.envFrom?.length) {
    // The variables of envFrom come before all others, and their names are unknown.
    return;
  }
  const earlier = new Set<string>();
  for (const { path, name, value } of facts.customVariables) {
    const names = configKeys(name) && value ? expanded(value) : [];
    for (const other of names.filter((each) => !earlier.has(each))) {
      yield {
        path: `${path}.value`,
        message: `contains $(${other}), which Kubernetes does not replace: no earlier variable has that name`,
        fix: `set ${other} before this variable, or use valueFrom.secretKeyRef`,
      };
    }
    earlier.add(name);
  }
}

/** Returns the names in references such as `$(NAME)`. */
function expanded(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\(([-\w.]+)\)/g)].map(([, name = '']) => name);
}

/** Returns the names of variables that a value refers to without a default, as `${NAME}` or as the value of `$env`. */
function variablesIn(key: string, value: unknown): string[] {
  if (typeof value !== 'string') {
    return [];
  }
  if (key === '$env') {
    return [value];
  }
  return references(value).filter((name) => name !== '' && !name.includes(':-'));
}

function reads(value: unknown): boolean {
  return typeof value === 'string' && references(value).length > 0;
}

/** Returns the contents of references such as `${NAME}` or `${NAME:-default}`. */
function references(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\{([^{}]*)\}/g)].map(([, name = '']) => name.trim());
}
