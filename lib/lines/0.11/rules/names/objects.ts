import type { Violation } from '../../../../util/violation';
import {
  checkLogins,
  checkOptionalNames,
  checkPodParts,
  checkPriorityClass,
} from '../../../common/checks/names/objects';
import type { ChartSubject } from '../../subject';

/** Checks the names of objects that the values name, and of containers and volumes in the pods. */
export function* objectNames(subject: ChartSubject): Iterable<Violation> {
  const { global, backstage } = subject.values;
  yield* checkOptionalNames(optionalNames(subject));
  yield* checkPriorityClass(backstage.priorityClass);
  yield* checkLogins({
    'backstage.imagePullSecrets': backstage.imagePullSecrets,
    ...(!subject.reproduces('pull-secrets') && { 'global.imagePullSecrets': global.imagePullSecrets }),
  });
  yield* checkPodParts(backstage);
}

/** Returns the optional names, by path. */
function optionalNames({ values, facts }: ChartSubject): Readonly<Record<string, string | undefined>> {
  const { global, backstage } = values;
  const { serviceAccount, ingress, database, externalSecret } = backstage;
  const names: Record<string, string | undefined> = {
    'backstage.serviceAccount.name': serviceAccount.name,
    'backstage.secretName': backstage.secretName,
    'backstage.runtimeClassName': backstage.runtimeClassName,
    'backstage.externalSecret.secretStoreRef.name': externalSecret.secretStoreRef.name,
    'backstage.externalSecret.target.name': externalSecret.target.name,
  };
  if (database.type === 'postgresql') {
    const { configMap, secret } = database.postgresql.caBundle;
    names['backstage.database.postgresql.caBundle.configMap'] = configMap;
    names['backstage.database.postgresql.caBundle.secret'] = secret;
  } else if (database.sqlite.persistence.enabled) {
    const { storageClassName, existingClaim } = database.sqlite.persistence;
    names['backstage.database.sqlite.persistence.storageClassName'] = storageClassName;
    names['backstage.database.sqlite.persistence.existingClaim'] = existingClaim;
  }
  if (facts.routeKind === 'Ingress') {
    const named = facts.ingressClass;
    if (named) {
      names[named.path] = named.className;
    }
    for (const [index, { secretName }] of (ingress.tls ?? []).entries()) {
      names[`backstage.ingress.tls[${index}].secretName`] = secretName;
    }
    if (global.tls.enabled && !ingress.tls?.length) {
      names['global.tls.secretName'] = global.tls.secretName;
    }
  }
  return names;
}
