import type { Credential } from '../backstage/credentials';
import type { Release } from '../backstage/release';
import { setterOf } from '../backstage/variables';
import { describe } from '../util/describe';
import type { Facts } from './facts';

/** Source of the credentials: the values (`inline`), an existing Secret, or an external secret store. */
export type CredentialSource = 'inline' | 'existing' | 'external';

/** The release and its facts, on which a fix depends. */
interface Situation {
  readonly release: Release;
  readonly facts: Pick<Facts, 'portal' | 'credentialSource'>;
}

const CA_BUNDLE = 'backstage.database.postgresql.caBundle';

/** Returns the fix for a custom setting of something that another value sets too: remove it, and set the value. */
export function setInstead(what: string, setBy: string): string {
  return setBy === CA_BUNDLE
    ? `remove ${what}, and add its certificates to the ConfigMap or Secret that ${CA_BUNDLE} names: Node.js trusts them for all connections`
    : `remove ${what}, and set ${setBy} instead`;
}

/** Returns the fix for a custom setting of something that a variable of the container sets too. */
export function setVariableInstead(what: string, name: string, { release, facts }: Situation): string {
  const { variables } = release.profile;
  const { portal, credentialSource } = facts;
  const setBy = setterOf(variables, portal, name) ?? '';
  const { secretKeyRef } = variables.find((each) => each.name === name)?.value(portal)?.valueFrom ?? {};
  if (secretKeyRef === undefined || credentialSource === 'inline') {
    return setInstead(what, setBy);
  }
  const credentials = Object.keys(release.profile.secretKeys) as Credential[];
  const credential = credentials.find((each) => portal.credentials.key(each).key === secretKeyRef.key);
  return setCredentialInstead(what, credential, { release, facts });
}

/**
 * Returns the fix for a credential that the values must not contain, because an existing Secret or a secret store has
 * the credentials.
 *
 * @param credential the credential; undefined if the user named its key
 */
export function setCredentialInstead(
  what: string,
  credential: Credential | undefined,
  { release, facts }: Situation,
): string {
  if (facts.credentialSource === 'external') {
    return credential === undefined
      ? `remove ${what}, and add the value to the secret store`
      : `remove ${what}, and set backstage.externalSecret.data.${credential} to the entry of the store that has the value`;
  }
  if (credential === undefined) {
    return `remove ${what}, and put the value into the Secret that backstage.secretName names`;
  }
  const { secret, key } = facts.portal.credentials.key(credential);
  const byDefault = release.profile.secretKeys[credential];
  // Another key may be the secret itself, by mistake.
  const where =
    key === byDefault ? `under the key ${key}` : `under the key that backstage.secretKeys.${credential} names`;
  return `remove ${what}, and put the value into the Secret ${describe(secret.name)} ${where}, or name the key that has it in backstage.secretKeys.${credential}`;
}
