import { DNS_LABEL, DNS_NAME, misfit, nameViolation } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import type { ChartSubject } from '../../subject';

/** Checks the names of objects that the values name, and of containers and volumes in the pods. */
export function* objectNames(subject: ChartSubject): Iterable<Violation> {
  const { values } = subject;
  const { global, backstage } = values;
  for (const [path, name] of Object.entries(optionalNames(subject))) {
    if (name && !DNS_NAME.fits(name)) {
      yield misfit(path, DNS_NAME, name);
    }
  }
  if (backstage.priorityClass.create) {
    const { name } = backstage.priorityClass;
    if (!DNS_NAME.fits(name ?? '')) {
      yield misfit('backstage.priorityClass.name', DNS_NAME, name);
    } else if (name?.startsWith('system-')) {
      const fix = 'choose another prefix; Kubernetes reserves this one';
      yield nameViolation('backstage.priorityClass.name', 'must not begin with system-', name, fix);
    }
  }
  const logins = {
    'backstage.imagePullSecrets': backstage.imagePullSecrets,
    ...(!subject.reproduces('pull-secrets') && { 'global.imagePullSecrets': global.imagePullSecrets }),
  };
  for (const [list, secrets] of Object.entries(logins)) {
    for (const [index, { name }] of (secrets ?? []).entries()) {
      if (!DNS_NAME.fits(name ?? '')) {
        yield misfit(`${list}[${index}].name`, DNS_NAME, name);
      }
    }
  }
  const { extraVolumes, initContainers, extraContainers } = backstage;
  for (const [list, parts] of Object.entries({ extraVolumes, initContainers, extraContainers })) {
    for (const [index, { name }] of (parts ?? []).entries()) {
      // An entry without a name is here only if its rule is switched off.
      if (typeof name === 'string' && !DNS_LABEL.fits(name)) {
        yield misfit(`backstage.${list}[${index}].name`, DNS_LABEL, name);
      }
    }
  }
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
  if (ingress.enabled && facts.ingressKind === 'Ingress') {
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
