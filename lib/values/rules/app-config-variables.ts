import { leaves } from '../../backstage/app-config-leaves';
import { configKeys, configTree } from '../../backstage/app-config-variables';
import { variableNames } from '../../backstage/variables';
import type { Violation } from '../../util/violation';
import type { Subject } from '../subject';
import type { PortalRule, PortalValues } from './portal-values';

type PortalSubject = Subject<PortalValues>;

/** Variables that the image or the node set. */
const GIVEN = /^(?:KUBERNETES_\w+|NODE_\w+|HOSTNAME|HOME|PATH)$/;

/** Backstage drops a key whose variable is not there, without a word, and takes variables as they are. */
export const appConfigVariables: PortalRule = {
  id: 'app-config-variables',
  severity: 'warning',
  about:
    'Variables that `appConfig` reads are set; variables of the configuration read others by `$(NAME)`, of variables in front.',
  *check(subject) {
    if (subject.values.backstage.enabled) {
      yield* unset(subject);
      yield* unread(subject);
      yield* unexpanded(subject);
    }
  },
};

function* unset({ values, facts, release }: PortalSubject): Iterable<Violation> {
  const { appConfig, envFrom } = values.backstage;
  // Nobody knows here which keys their ConfigMaps and Secrets have.
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
          message: `reads the variable ${name}, which nothing sets`,
          fix: `set ${name} in backstage.extraEnv`,
        };
      }
    }
  }
}

/** Own variables that refer to others as only a file can. */
function* unread({ facts }: PortalSubject): Iterable<Violation> {
  for (const { path, name, value } of facts.customVariables) {
    const keys = configKeys(name);
    const found = keys && value ? [...leaves(configTree(keys, value))] : [];
    if (found.some(({ key, value }) => /^\$(?:env|file|include)$/.test(key) || reads(value))) {
      yield {
        path: `${path}.value`,
        message: 'is taken as it is: Backstage replaces ${NAME}, $env, $file and $include in files only',
        fix: 'move it to backstage.appConfig, or write $(NAME) of an own variable in front of this one',
      };
    }
  }
}

/** Own variables that refer to one which is not there yet: Kubernetes leaves such a reference as it is. */
function* unexpanded({ values, facts }: PortalSubject): Iterable<Violation> {
  if (values.backstage.envFrom?.length) {
    // Those variables are in front of all others, and nobody knows their names here.
    return;
  }
  const inFront = new Set<string>();
  for (const { path, name, value } of facts.customVariables) {
    const names = configKeys(name) && value ? expanded(value) : [];
    for (const other of names.filter((each) => !inFront.has(each))) {
      yield {
        path: `${path}.value`,
        message: `has $(${other}) as it is: Kubernetes replaces variables in front of this one only, and ${other} is none`,
        fix: `set ${other} in front of it, or use valueFrom.secretKeyRef`,
      };
    }
    inFront.add(name);
  }
}

/** What a text has in `$()`. */
function expanded(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\(([-\w.]+)\)/g)].map(([, name = '']) => name);
}

/** Variables that a text refers to without anything to fall back on (Backstage: substitution and $env). */
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

/** What a text has in `${}`. */
function references(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\{([^{}]*)\}/g)].map(([, name = '']) => name.trim());
}
