import { DEFAULTS, OWN_DEFAULTS } from '../../chart-0.11';
import { splitRepository } from '../../image';
import { childPath } from '../../path';
import { folderOf, IMAGE_FOLDERS } from '../../volumes';
import { rendersApiRoute } from '../addresses';
import { isDnsLabel, isDnsName } from '../dns';
import { scrapesMetrics } from '../metrics';
import { describe } from '../validate';
import { ownVariables } from '../variables';
import type { Problem, Rule, Subject } from './rule';

/** Name of a label or annotation: 63 characters, after a DNS name and a slash at most. */
function isLabelKey(key: string): boolean {
  const [name = '', prefix] = key.split('/').reverse();
  return key.split('/').length <= 2 && (prefix === undefined || isDnsName(prefix)) && name !== '' && isLabelValue(name);
}

function isLabelValue(value: string): boolean {
  return /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/.test(value);
}

const DNS_LABEL = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
const LABEL_KEY = 'a key of at most 63 letters, digits, -, _ and ., after a DNS name and / at most';
const DNS_NAME = 'parts of lower-case letters, digits and hyphens between dots';

/** Kubernetes rejects an object with such a name or label. */
export const kubernetesNames: Rule = {
  id: 'kubernetes-names',
  severity: 'error',
  about:
    'Every name, label and path that the output gets is one that Kubernetes takes, and no two objects share a name.',
  *check(subject) {
    yield* releaseNames(subject);
    yield* labels(subject);
    if (subject.values.backstage.enabled) {
      yield* backstageNames(subject);
    }
  },
};

function* releaseNames({ values, release, addresses }: Subject): Iterable<Problem> {
  const { backstage, openchoreoApi, fullnameOverride, nameOverride } = values;
  if (!isDnsLabel(release.namespace)) {
    yield problem('namespace', `must be ${DNS_LABEL}`, release.namespace);
  }
  if (!isLabelValue(release.name) || release.name === '') {
    yield problem('releaseName', 'must be a label value: at most 63 letters, digits, -, _ and .', release.name);
  }
  if (!isLabelValue(release.chartName)) {
    yield problem('nameOverride', 'must be a label value: at most 63 letters, digits, -, _ and .', nameOverride);
  }
  if (backstage.enabled && !/^[a-z]/.test(release.uiName)) {
    yield derived(
      fullnameOverride,
      `must begin with a lower-case letter, as the name of a Service does`,
      release.uiName,
    );
  } else if (backstage.enabled && !isDnsLabel(release.uiName)) {
    yield derived(fullnameOverride, `must give the Service a name of ${DNS_LABEL}`, release.uiName);
  }
  // Kubernetes labels a Job's pods with its name, which has a hash behind this.
  const jobName = `${release.registrationNamePrefix}-12345678`;
  if (backstage.enabled && backstage.auth.registration.enabled && jobName.length > 63) {
    yield derived(fullnameOverride, 'must give the Job a name of at most 63 characters', jobName);
  }
  if (rendersApiRoute(values)) {
    yield* parentNames('openchoreoApi.ingress', openchoreoApi.ingress.parentRefs ?? []);
    if (!isDnsLabel(openchoreoApi.name ?? '')) {
      yield problem('openchoreoApi.name', `must be ${DNS_LABEL}`, openchoreoApi.name);
    }
    const bothRoutes = backstage.enabled && backstage.ingress.enabled && addresses.ingressKind === 'HTTPRoute';
    if (
      bothRoutes &&
      [release.routeName, ...(backstage.ingress.httpsRedirect.enabled ? [release.redirectRouteName] : [])].includes(
        openchoreoApi.name ?? '',
      )
    ) {
      yield problem('openchoreoApi.name', "must differ from the names of Backstage's HTTPRoutes", openchoreoApi.name);
    }
  }
}

function* labels({ values }: Subject): Iterable<Problem> {
  const { global, backstage, openchoreoApi } = values;
  const maps = {
    'global.commonLabels': global.commonLabels,
    ...(backstage.enabled && {
      'backstage.nodeSelector': backstage.nodeSelector,
      'backstage.podLabels': backstage.podLabels,
    }),
    ...(backstage.enabled &&
      scrapesMetrics(values) && { 'backstage.metrics.serviceMonitor.labels': backstage.metrics.serviceMonitor.labels }),
  };
  for (const [path, map] of Object.entries(maps)) {
    yield* labelMap(path, map ?? {});
  }
  const annotations = {
    ...(backstage.enabled && {
      'backstage.annotations': backstage.annotations,
      'backstage.podAnnotations': backstage.podAnnotations,
      'backstage.serviceAccount.annotations': backstage.serviceAccount.annotations,
    }),
    ...(backstage.enabled &&
      backstage.ingress.enabled && { 'backstage.ingress.annotations': backstage.ingress.annotations }),
    ...(rendersApiRoute(values) && { 'openchoreoApi.ingress.annotations': openchoreoApi.ingress.annotations }),
  };
  for (const [path, map] of Object.entries(annotations)) {
    for (const key of Object.keys(map ?? {})) {
      // Kubernetes compares keys of annotations in lower case.
      if (!isLabelKey(key.toLowerCase())) {
        yield problem(childPath(path, key), `must have ${LABEL_KEY}`, key);
      }
    }
  }
}

function* labelMap(list: string, map: Readonly<Record<string, string>>): Iterable<Problem> {
  for (const [key, value] of Object.entries(map)) {
    const path = childPath(list, key);
    if (!isLabelKey(key)) {
      yield problem(path, `must have ${LABEL_KEY}`, key);
    }
    if (!isLabelValue(value)) {
      yield problem(path, 'must be a label value: at most 63 letters, digits, -, _ and .', value);
    }
  }
}

function* backstageNames({ values, addresses, fidelity }: Subject): Iterable<Problem> {
  const { global, backstage } = values;
  const { serviceAccount, priorityClass, ingress, database, auth } = backstage;
  yield* imageNames('backstage.image', backstage.image, DEFAULTS.image.repository);
  if (auth.registration.enabled) {
    const { repository } = OWN_DEFAULTS.registration.image;
    yield* imageNames('backstage.auth.registration.image', auth.registration.image, repository);
  }
  const names: Record<string, string | null | undefined> = {
    'backstage.serviceAccount.name': serviceAccount.name,
    'backstage.secretName': backstage.secretName,
    'backstage.runtimeClassName': backstage.runtimeClassName,
    'backstage.externalSecret.secretStoreRef.name': backstage.externalSecret.secretStoreRef.name,
    'backstage.externalSecret.target.name': backstage.externalSecret.target.name,
    ...(database.type === 'postgresql' && {
      'backstage.database.postgresql.caBundle.configMap': database.postgresql.caBundle.configMap,
      'backstage.database.postgresql.caBundle.secret': database.postgresql.caBundle.secret,
    }),
  };
  if (ingress.enabled && addresses.ingressKind === 'Ingress') {
    const classPath = ingress.ingressClassName
      ? 'backstage.ingress.ingressClassName'
      : ingress.className
        ? 'backstage.ingress.className'
        : 'global.ingressClassName';
    names[classPath] = addresses.ingressClassName;
    for (const [index, { secretName }] of (ingress.tls ?? []).entries()) {
      names[`backstage.ingress.tls[${index}].secretName`] = secretName;
    }
    if (global.tls.enabled && !ingress.tls?.length) {
      names['global.tls.secretName'] = global.tls.secretName;
    }
  }
  if (database.type !== 'postgresql' && database.sqlite.persistence.enabled) {
    names['backstage.database.sqlite.persistence.storageClassName'] = database.sqlite.persistence.storageClassName;
    names['backstage.database.sqlite.persistence.existingClaim'] = database.sqlite.persistence.existingClaim;
  }
  for (const [path, name] of Object.entries(names)) {
    if (name && !isDnsName(name)) {
      yield problem(path, `must be ${DNS_NAME}`, name);
    }
  }
  if (priorityClass.create) {
    const { name } = priorityClass;
    if (!isDnsName(name ?? '')) {
      yield problem('backstage.priorityClass.name', `must be ${DNS_NAME}`, name);
    } else if (name?.startsWith('system-')) {
      yield problem('backstage.priorityClass.name', 'must not begin with system-', name);
    }
  }
  if (database.type !== 'postgresql' && !/^\/[^:]*$/.test(database.sqlite.mountPath ?? '')) {
    yield problem(
      'backstage.database.sqlite.mountPath',
      'must be an absolute path without a colon',
      database.sqlite.mountPath,
    );
  } else if (database.type !== 'postgresql' && IMAGE_FOLDERS.includes(folderOf(database.sqlite.mountPath ?? ''))) {
    yield problem(
      'backstage.database.sqlite.mountPath',
      'must not hide the files of the image',
      database.sqlite.mountPath,
    );
  }
  const logins = {
    'backstage.imagePullSecrets': backstage.imagePullSecrets,
    ...(fidelity === 'corrected' && { 'global.imagePullSecrets': global.imagePullSecrets }),
  };
  for (const [list, secrets] of Object.entries(logins)) {
    for (const [index, { name }] of (secrets ?? []).entries()) {
      if (!isDnsName(name ?? '')) {
        yield problem(`${list}[${index}].name`, `must be ${DNS_NAME}`, name ?? null);
      }
    }
  }
  const { extraVolumes, initContainers, extraContainers } = backstage;
  for (const [list, parts] of Object.entries({ extraVolumes, initContainers, extraContainers })) {
    for (const [index, { name }] of (parts ?? []).entries()) {
      if (name && !isDnsLabel(name)) {
        yield problem(`backstage.${list}[${index}].name`, `must be ${DNS_LABEL}`, name);
      }
    }
  }
  for (const { path, name } of ownVariables(values)) {
    if (!/^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
      yield problem(`${path}.name`, 'must be letters, digits, _, - and ., with no digit in front', name);
    }
  }
  if (ingress.enabled && addresses.ingressKind === 'HTTPRoute') {
    yield* parentNames('backstage.ingress', ingress.parentRefs ?? []);
    const { enabled, sectionName } = ingress.httpsRedirect;
    if (enabled && sectionName && !isDnsName(sectionName)) {
      yield problem('backstage.ingress.httpsRedirect.sectionName', `must be ${DNS_NAME}`, sectionName);
    }
  }
}

function* parentNames(
  section: string,
  parents: NonNullable<Subject['values']['backstage']['ingress']['parentRefs']>,
): Iterable<Problem> {
  for (const [index, { name, namespace, sectionName }] of parents.entries()) {
    const path = `${section}.parentRefs[${index}]`;
    for (const [key, given] of Object.entries({ name, sectionName })) {
      if ((given || key === 'name') && !isDnsName(given ?? '')) {
        yield problem(`${path}.${key}`, `must be ${DNS_NAME}`, given ?? null);
      }
    }
    if (namespace && !isDnsLabel(namespace)) {
      yield problem(`${path}.namespace`, `must be ${DNS_LABEL}`, namespace);
    }
  }
}

function* imageNames(
  path: string,
  { registry, repository, tag, digest }: Subject['values']['backstage']['image'],
  defaultRepository: string,
): Iterable<Problem> {
  if (!/^[a-z0-9][\w.-]*(?::\d+(?=\/))?(?:\/[\w.-]+)*$/.test(repository ?? '')) {
    yield problem(`${path}.repository`, 'must be a registry and repository, without tag', repository);
  }
  if (registry && !/^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[\w.-]+)*$/.test(registry)) {
    yield problem(`${path}.registry`, 'must be a registry, without protocol', registry);
  }
  const { host } = splitRepository(repository ?? '');
  if (registry && host && repository !== defaultRepository && registry !== host) {
    yield problem(`${path}.repository`, `must not name another registry than ${path}.registry`, repository);
  }
  if (tag && !/^\w[\w.-]{0,127}$/.test(tag)) {
    yield problem(`${path}.tag`, 'must be a tag: at most 128 letters, digits, _, - and .', tag);
  }
  if (digest && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    yield problem(`${path}.digest`, 'must be sha256: and 64 digits from 0 to f', digest);
  }
}

function problem(path: string, message: string, got: string | null): Problem {
  return { path, message: `${message}, got ${describe(got)}`, mend: 'choose such a name' };
}

/** A problem with a name that comes of `fullnameOverride`, or of the release's name where that is empty. */
function derived(fullnameOverride: string | null, message: string, got: string): Problem {
  return {
    path: fullnameOverride ? 'fullnameOverride' : 'releaseName',
    message: `${message}, got ${describe(got)} (${got.length} characters)`,
    mend: fullnameOverride ? 'choose a shorter or plainer one' : 'set fullnameOverride, or choose another release name',
  };
}
