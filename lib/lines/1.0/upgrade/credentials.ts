import type { Credential } from '../../../backstage/credentials';
import { describe } from '../../../util/describe';
import type { Edit, SecretPlan } from '../../../values/upgrade/step';
import { credentialKeys, credentialSource, hasKey } from '../../0.11/credentials';
import { SECRET_KEYS } from '../../1.x/profile';
import type { Source } from './source';

// Chart 1.0 renders no Secret. `backstage.secretName` names one that has all credentials, and the connection to
// PostgreSQL.

/** Parts of the connection to PostgreSQL that chart 0.11 has as values, each with the credential that replaces it. */
const CONNECTION = [
  ['host', 'postgresHost'],
  ['port', 'postgresPort'],
  ['user', 'postgresUser'],
  ['database', 'postgresDatabase'],
] as const;

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
  for (const [key, credential] of CONNECTION) {
    yield inSecret(`backstage.database.postgresql.${key}`, SECRET_KEYS[credential]);
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

function* externalSecret({ subject }: Source): Iterable<Edit> {
  const { values, release } = subject;
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
  yield* missingEntries(subject);
}

/** Yields the entries of the store that the new Secret needs, and that the old one did not need. */
function* missingEntries({ values }: Source['subject']): Iterable<Edit> {
  const entry = (credential: Credential, what: string): Edit => ({
    type: 'decide',
    path: `backstage.externalSecret.data.${credential}`,
    message: `add ${what} to the store, and name its entry here as key`,
    example: { key: 'example' },
  });
  yield entry('jenkinsApiKey', 'an API key of Jenkins, or any text if you do not use Jenkins,');
  if (values.backstage.database.type === 'postgresql') {
    for (const [key, credential] of CONNECTION) {
      if (!hasKey(values, credential)) {
        yield entry(credential, `the ${key} of PostgreSQL`);
      }
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
  const { subject, portalName, namespace, options } = source;
  const { values, release } = subject;
  const isPostgresql = values.backstage.database.type === 'postgresql';
  const keys = credentialKeys(values, release);
  const hasJenkins = options.fidelity === undefined || options.fidelity === 'exact';
  const literals = {
    ...(hasJenkins && { [SECRET_KEYS.jenkinsApiKey]: 'unused' }),
    ...(isPostgresql && connection(values)),
  };
  if (credentialSource(values) === 'existing') {
    return { name: values.backstage.secretName ?? '', namespace, literals };
  }
  const copied = ['backendSecret', 'clientSecret', ...(isPostgresql ? (['postgresPassword'] as const) : [])] as const;
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
function connection(values: Source['subject']['values']): Readonly<Record<string, string>> {
  const { postgresql } = values.backstage.database;
  const missing = CONNECTION.filter(([, credential]) => !hasKey(values, credential));
  return Object.fromEntries(
    missing.map(([key, credential]) => [SECRET_KEYS[credential], String(postgresql[key] ?? '')]),
  );
}
