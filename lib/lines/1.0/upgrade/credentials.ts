import type { ConnectionPart } from '../../../backstage/configured-connection';
import type { Credential } from '../../../backstage/credentials';
import { describe } from '../../../util/describe';
import type { Edit, SecretPlan } from '../../../values/upgrade/step';
import { credentialKeys, credentialSource, hasKey } from '../../0.11/credentials';
import { SECRET_KEYS } from '../../1.x/profile';
import { CONNECTION } from '../../common/database-secret';
import type { Source } from './source';

// Chart 1.0 renders no Secret. `backstage.secretName` names one that has all credentials, and the connection to
// PostgreSQL.

/** Parts of the connection to PostgreSQL that chart 0.11 has as values. */
const VALUES = ['host', 'port', 'user', 'database'] as const;

/** Yields what changes for the credentials. */
export function* credentials(source: Source): Iterable<Edit> {
  const { backstage } = source.subject.values;
  yield* inlineValues(source);
  if (!backstage.enabled) {
    return;
  }
  switch (credentialSource(source.subject.values)) {
    case 'inline': {
      const { name, copied } = plannedSecret(source);
      yield {
        type: 'derive',
        path: 'backstage.secretName',
        value: name,
        message: `names the Secret ${name}, which you create from ${copied?.from}; another name, because Helm or a tool that prunes deletes the old Secret`,
      };
      break;
    }
    case 'existing':
      yield* existingSecret(source);
      break;
    case 'external':
      yield* externalSecret(source);
      break;
  }
  yield* separateSecret(source);
}

/** Yields the keys of PostgreSQL's separate Secret that have a default now, for parts that were values. */
function* separateSecret(source: Source): Iterable<Edit> {
  const { secretName, secretKeys } = source.subject.values.backstage.database.postgresql;
  for (const part of secretName ? missingParts(source) : []) {
    if (!secretKeys[part]) {
      yield {
        type: 'derive',
        path: `backstage.database.postgresql.secretKeys.${part}`,
        value: '',
        beside: 'backstage.database.postgresql.secretName',
        message: `is empty, because the Secret backstage.secretName contains the ${part}, under the key ${SECRET_KEYS[CONNECTION[part]]}`,
      };
    }
  }
}

/** Yields the values that are keys of the Secret now. */
function* inlineValues({ subject }: Source): Iterable<Edit> {
  const inSecret = (path: string, key: string): Edit => ({
    type: 'drop',
    path,
    message: `is the key ${key} of the Secret backstage.secretName now`,
  });
  yield inSecret('backstage.backendSecret', SECRET_KEYS.backendSecret);
  yield inSecret('backstage.auth.clientSecret', SECRET_KEYS.clientSecret);
  yield inSecret('backstage.database.postgresql.password', SECRET_KEYS.postgresPassword);
  for (const part of VALUES) {
    yield inSecret(`backstage.database.postgresql.${part}`, SECRET_KEYS[CONNECTION[part]]);
  }
  const token = 'belonged to the bundled Thunder; no image reads it';
  yield { type: 'drop', path: 'backstage.secretKeys.thunderToken', message: token };
  yield { type: 'drop', path: 'backstage.externalSecret.data.thunderToken', message: token };
  if (JSON.stringify(subject.values.backstage.appConfig ?? {}).includes('${THUNDER_')) {
    yield {
      type: 'task',
      path: 'backstage.appConfig',
      message: 'refers to a variable THUNDER_…, which the portal no longer has',
      fix: 'set the variable in backstage.extraEnv, or remove the reference',
    };
  }
}

function* existingSecret(source: Source): Iterable<Edit> {
  const { subject } = source;
  const { secretName = '' } = subject.values.backstage;
  if (secretName === subject.release.names.secret) {
    yield {
      type: 'changed',
      path: 'backstage.secretName',
      message: `names ${describe(secretName)}, which chart 0.11 renders; Helm deletes it at the upgrade, if Helm manages it`,
      fix: 'annotate it with helm.sh/resource-policy=keep before, or copy it under another name and set that name here',
    };
  }
}

function* externalSecret(source: Source): Iterable<Edit> {
  const { values, release } = source.subject;
  const { target } = values.backstage.externalSecret;
  if (target.name) {
    yield {
      type: 'move',
      from: 'backstage.externalSecret.target.name',
      to: 'backstage.secretName',
      message: 'the name of the Secret that the operator creates',
    };
  } else {
    const { secret } = release.names;
    yield {
      type: 'derive',
      path: 'backstage.secretName',
      value: secret,
      message: `names the Secret that the operator creates, which was ${secret} by default`,
    };
  }
  yield { type: 'drop', path: 'backstage.externalSecret.target', message: 'is backstage.secretName now' };
  yield* missingEntries(source);
}

/** Yields the entries of the store that the new Secret needs, and that the old one did not need. */
function* missingEntries(source: Source): Iterable<Edit> {
  const { values } = source.subject;
  const entry = (credential: Credential, what: string): Edit => ({
    type: 'decide',
    path: `backstage.externalSecret.data.${credential}`,
    message: `add ${what} to the store, and name its entry here as key`,
    example: { key: 'example' },
  });
  yield entry('jenkinsApiKey', 'an API key of Jenkins, or any text if you do not use Jenkins,');
  if (values.backstage.database.type === 'postgresql') {
    for (const part of missingParts(source)) {
      yield entry(CONNECTION[part], `the ${part} of PostgreSQL`);
    }
  }
}

/** Returns the Secret that must exist after the upgrade; undefined if the old one has all keys, or a store has them. */
export function secretPlan(source: Source): SecretPlan | undefined {
  const { values } = source.subject;
  const isNeeded = values.backstage.enabled && credentialSource(values) !== 'external';
  const plan = isNeeded ? plannedSecret(source) : undefined;
  return plan && (plan.copied || Object.keys(plan.literals).length > 0) ? plan : undefined;
}

function plannedSecret(source: Source): SecretPlan {
  const { subject, portalName, namespace } = source;
  const { values, release } = subject;
  const isPostgresql = values.backstage.database.type === 'postgresql';
  const keys = credentialKeys(values, release);
  const literals = {
    ...(isExact(source) && { [SECRET_KEYS.jenkinsApiKey]: 'unused' }),
    ...connection(source),
  };
  if (credentialSource(values) === 'existing') {
    return { name: values.backstage.secretName ?? '', namespace, literals };
  }
  const copiesPassword =
    isPostgresql && !hasKey(values, 'postgresPassword') && !replacedParts(source).includes('password');
  const copied = ['backendSecret', 'clientSecret', ...(copiesPassword ? (['postgresPassword'] as const) : [])] as const;
  return {
    name: `${portalName}-credentials`,
    namespace,
    copied: {
      from: release.names.secret,
      keys: Object.fromEntries(copied.map((credential) => [SECRET_KEYS[credential], keys.key(credential).key])),
    },
    literals,
  };
}

/** Returns the texts of the connection to PostgreSQL that no Secret has yet, by their new keys. */
function connection(source: Source): Readonly<Record<string, string>> {
  const { postgresql } = source.subject.values.backstage.database;
  return Object.fromEntries(
    missingParts(source).map((part) => [SECRET_KEYS[CONNECTION[part]], String(postgresql[part] ?? '')]),
  );
}

/** Returns the parts of the connection to PostgreSQL that were values, and that the pods read from a Secret now. */
function missingParts(source: Source): (typeof VALUES)[number][] {
  const { values } = source.subject;
  const replaced = replacedParts(source);
  return values.backstage.database.type === 'postgresql'
    ? VALUES.filter((part) => !hasKey(values, CONNECTION[part]) && !replaced.includes(part))
    : [];
}

/** Returns the parts of the connection that `appConfig` sets, unless the output has the variables of the chart. */
function replacedParts(source: Source): readonly ConnectionPart[] {
  return isExact(source) ? [] : source.subject.facts.replacedConnection;
}

function isExact({ options }: Source): boolean {
  return options.fidelity === undefined || options.fidelity === 'exact';
}
