import type { Violation } from '../../util/violation';
import { malformedPatches } from '../../values/patch-operations';
import { requiresKey } from '../common/database-secret';
import { credentialSource } from './credentials';
import type { ChartSubject } from './subject';
import { afterProtocol } from './urls';

/** Finds missing and malformed values that prevent rendering. Unlike rules, these checks cannot be switched off. */
export function requirements(subject: ChartSubject): Iterable<Violation>[] {
  return [missingHosts(subject), missingCredentials(subject), patches(subject)];
}

function* patches({ values }: ChartSubject): Iterable<Violation> {
  yield* malformedPatches('backstage.patches', values.backstage.patches);
}

/** Finds missing hosts. Without them there is no URL to render. */
function* missingHosts({ values, facts }: ChartSubject): Iterable<Violation> {
  const { global, backstage, openchoreoApi, thunder } = values;
  if (global.baseDomain) {
    return;
  }
  const missing = (path: string, component: string): Violation => ({
    path,
    message: `is required for the host of ${component}, because global.baseDomain is empty`,
    fix: `set ${path} or global.baseDomain`,
  });
  if (backstage.enabled && !backstage.ingress.hosts?.[0]?.host) {
    yield missing('backstage.ingress.hosts', 'the console');
  }
  if (facts.rendersApiRoute && !openchoreoApi.ingress.hosts?.[0]?.host) {
    yield missing('openchoreoApi.ingress.hosts', 'the OpenChoreo API');
  }
  if (backstage.enabled && !afterProtocol(thunder.configuration.server.publicUrl ?? '')) {
    yield missing('thunder.configuration.server.publicUrl', 'the identity provider');
  }
}

/** Finds missing members of an ExternalSecret. Without them there is no Secret key for the variables. */
function* missingCredentials({ values, facts }: ChartSubject): Iterable<Violation> {
  const { enabled, externalSecret, database } = values.backstage;
  if (!enabled || credentialSource(values) !== 'external') {
    return;
  }
  const missing = (path: string, fix: string): Violation => ({
    path: `backstage.externalSecret.${path}`,
    message: 'is required for an ExternalSecret',
    fix,
  });
  if (!externalSecret.secretStoreRef.name) {
    yield missing('secretStoreRef.name', 'set it to the name of the SecretStore or ClusterSecretStore');
  }
  const { postgresql } = database;
  const needsPassword = requiresKey(facts.portal.database, postgresql, 'password');
  const postgresPassword = needsPassword ? (['postgresPassword'] as const) : [];
  for (const credential of ['backendSecret', 'clientSecret', ...postgresPassword] as const) {
    if (!externalSecret.data[credential]?.key) {
      yield missing(`data.${credential}`, 'set its key to the name of the entry in the store');
    }
  }
}
