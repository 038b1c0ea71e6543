import type { Violation } from '../../../../util/violation';
import { checkLogins, checkOptionalNames, checkPriorityClass } from '../../../common/checks/names/objects';
import type { ChartSubject } from '../../subject';

/** Checks the names of objects that the values name. */
export function* objectNames(subject: ChartSubject): Iterable<Violation> {
  const { global, backstage } = subject.values;
  yield* checkOptionalNames(optionalNames(subject));
  yield* checkPriorityClass(backstage.priorityClass);
  yield* checkLogins({
    'backstage.imagePullSecrets': backstage.imagePullSecrets,
    'global.imagePullSecrets': global.imagePullSecrets,
  });
}

/** Returns the optional names, by path. */
function optionalNames({ values: { backstage }, facts }: ChartSubject): Readonly<Record<string, string | undefined>> {
  const { serviceAccount, http, database, externalSecret } = backstage;
  const names: Record<string, string | undefined> = {
    'backstage.serviceAccount.name': serviceAccount.name,
    'backstage.secretName': backstage.secretName,
    'backstage.runtimeClassName': backstage.runtimeClassName,
    'backstage.externalSecret.secretStoreRef.name': externalSecret.secretStoreRef.name,
  };
  if (database.type === 'postgresql') {
    const { configMap, secret } = database.postgresql.caBundle;
    names['backstage.database.postgresql.caBundle.configMap'] = configMap;
    names['backstage.database.postgresql.caBundle.secret'] = secret;
  } else if (database.sqlite.persistence.enabled) {
    const { storageClassName, existingClaim, claimName } = database.sqlite.persistence;
    names['backstage.database.sqlite.persistence.storageClassName'] = storageClassName;
    names['backstage.database.sqlite.persistence.existingClaim'] = existingClaim;
    names['backstage.database.sqlite.persistence.claimName'] = claimName;
  }
  if (facts.routeKind === 'Ingress') {
    names['backstage.http.className'] = http.className;
    for (const [index, { secretName }] of (http.tls ?? []).entries()) {
      names[`backstage.http.tls[${index}].secretName`] = secretName;
    }
  }
  return names;
}
