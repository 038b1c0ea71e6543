import { childPath } from '../util/path';
import { hasPath } from './has-path';
import type { Node } from './node';

/** A key of another chart or another release, and the value that has its meaning here. */
interface ForeignKey {
  /** Paths of the value. The schema of a chart version names at most one of them. */
  readonly here: readonly string[];
  /** Message about the key. @default - names `here` */
  readonly message?: string;
  /** Instruction that replaces the key. @default - rename or move it */
  readonly fix?: string;
  /** Whether the documentation of the chart names the key, which the chart does not have. */
  readonly isDocumented?: true;
}

/** Keys of the Backstage chart of the Backstage project (github.com/backstage/charts). */
const OFFICIAL_CHART: Readonly<Record<string, ForeignKey>> = {
  'backstage.args': { here: ['backstage.extraArgs'] },
  'backstage.image.pullSecrets': {
    here: ['backstage.imagePullSecrets'],
    fix: 'list each name in backstage.imagePullSecrets as name: NAME',
  },
  'backstage.extraEnvVars': { here: ['backstage.extraEnv'] },
  'backstage.extraEnvVarsSecrets': {
    here: ['backstage.envFrom'],
    fix: 'list each name in backstage.envFrom as secretRef: { name: NAME }',
  },
  'backstage.extraEnvVarsCM': {
    here: ['backstage.envFrom'],
    fix: 'list each name in backstage.envFrom as configMapRef: { name: NAME }',
  },
  'backstage.extraAppConfig': {
    here: ['backstage.appConfig'],
    fix: 'write the content of the files in backstage.appConfig',
  },
  'backstage.pdb': {
    here: ['backstage.podDisruptionBudget'],
    fix: 'rename it to podDisruptionBudget, and its key create to enabled',
  },
  'backstage.extraPorts': {
    here: ['backstage.patches'],
    fix: 'add the ports with a patch of the Deployment in backstage.patches',
  },
  'backstage.backstage': { here: ['backstage'], fix: 'move its content to backstage' },
  commonLabels: { here: ['global.commonLabels'] },
  commonAnnotations: {
    here: ['backstage.annotations'],
    fix: 'write the annotations in backstage.annotations, and in the annotations of the other objects',
  },
  ingress: {
    here: ['backstage.ingress', 'backstage.http'],
    fix: 'write the host, the annotations and the class below that key',
  },
  httpRoute: {
    here: ['backstage.ingress', 'backstage.http'],
    fix: 'write the host names, the annotations and parentRefs below that key',
  },
  service: { here: ['backstage.service'], fix: 'move it to backstage.service, and write ports.backend as port' },
  networkPolicy: {
    here: ['backstage.networkPolicy'],
    fix: 'write the rules below backstage.networkPolicy.ingress and backstage.networkPolicy.egress',
  },
  postgresql: {
    here: ['backstage.database'],
    fix: 'describe an existing server in backstage.database; this package installs no PostgreSQL',
  },
  serviceAccount: { here: ['backstage.serviceAccount'] },
  metrics: { here: ['backstage.metrics'] },
};

/** Fields of the Kubernetes types that have another name here. */
const KUBERNETES: Readonly<Record<string, ForeignKey>> = {
  'backstage.containers': { here: ['backstage.extraContainers'] },
  'backstage.labels': { here: ['backstage.podLabels', 'global.commonLabels'] },
  'backstage.priorityClassName': {
    here: ['backstage.priorityClass'],
    fix: 'set backstage.priorityClass.name, and backstage.priorityClass.create to true if the class does not exist',
  },
  'backstage.securityContext': {
    here: ['backstage.podSecurityContext'],
    fix: "write the pod's fields in backstage.podSecurityContext, and the container's in backstage.containerSecurityContext",
  },
  'backstage.serviceAccountName': { here: ['backstage.serviceAccount.name'] },
  'backstage.volumeMounts': { here: ['backstage.extraVolumeMounts'] },
  'backstage.volumes': { here: ['backstage.extraVolumes'] },
};

/** Thunder, the identity provider that older charts installed. */
const WITHOUT_THUNDER: ForeignKey = {
  here: ['security.oidc'],
  message: 'unknown key; this chart version has no Thunder',
  fix: 'remove it, and write the endpoints of the identity provider in security.oidc',
};

/** Keys of older control-plane charts whose place or name has changed since. */
const OLDER_CHARTS: Readonly<Record<string, ForeignKey>> = {
  'openchoreoApi.authServerBaseUrl': { here: ['security.authServerBaseUrl'] },
  traefik: {
    here: ['gateway'],
    message: 'unknown key; this chart version has no Traefik',
    fix: 'remove it; the Gateway routes the requests',
  },
  'global.baseDomain': { here: ['backstage.baseUrl'], fix: 'set backstage.baseUrl and the host names of the routes' },
  'global.port': { here: ['backstage.baseUrl'], fix: 'write the port in backstage.baseUrl' },
  'global.tls': { here: ['gateway.tls.enabled'], fix: 'set gateway.tls.enabled, and the scheme in backstage.baseUrl' },
  'global.ingressClassName': { here: ['backstage.http.className'] },
  'backstage.ingress': { here: ['backstage.http'], fix: 'rename it to http, and write the hosts as hostnames' },
  'openchoreoApi.ingress': { here: ['openchoreoApi.http'], fix: 'rename it to http, and write the hosts as hostnames' },
  'backstage.backendSecret': inSecret('backend-secret'),
  'backstage.auth.clientSecret': inSecret('client-secret'),
  'backstage.database.postgresql.host': inSecret('postgres-host'),
  'backstage.database.postgresql.port': inSecret('postgres-port'),
  'backstage.database.postgresql.user': inSecret('postgres-user'),
  'backstage.database.postgresql.password': inSecret('postgres-password'),
  'backstage.database.postgresql.database': inSecret('postgres-db'),
  'backstage.externalSecret.target': {
    here: ['backstage.secretName'],
    fix: 'write its name as backstage.secretName',
  },
  'backstage.thunder': WITHOUT_THUNDER,
  thunder: WITHOUT_THUNDER,
};

/** Keys that a newer control-plane chart has renamed or added. */
const NEWER_CHARTS: Readonly<Record<string, ForeignKey>> = {
  'backstage.http': { here: ['backstage.ingress'], fix: 'rename it to ingress, and write the hostnames as hosts' },
  'openchoreoApi.http': {
    here: ['openchoreoApi.ingress'],
    fix: 'rename it to ingress, and write the hostnames as hosts',
  },
  'global.imageRegistry': { here: ['backstage.image.registry'] },
  features: {
    here: ['backstage.features'],
    message: 'unknown key; only later chart versions have it',
    fix: 'remove it, or set chartVersion to a later version',
  },
};

/** Keys that the documentation of the control-plane chart has, but not the chart. */
const DOCUMENTED: Readonly<Record<string, ForeignKey>> = {
  'backstage.features.assistant.perchAgentUrl': {
    here: ['backstage.features.assistant.portalAssistantUrl'],
    isDocumented: true,
  },
  'features.assistant': {
    here: ['backstage.features.assistant'],
    fix: 'move it to backstage.features.assistant, and write perchAgentUrl as portalAssistantUrl',
    isDocumented: true,
  },
};

const FOREIGN_KEYS = new Map(
  Object.entries({ ...OFFICIAL_CHART, ...KUBERNETES, ...OLDER_CHARTS, ...NEWER_CHARTS, ...DOCUMENTED }),
);

function inSecret(key: string): ForeignKey {
  return {
    here: ['backstage.secretName'],
    message: 'unknown key; a Secret contains the value',
    fix: `remove it, and add the value to the Secret that backstage.secretName names, under the key ${key}`,
  };
}

/** Message and fix for an unknown key. */
export interface Explanation {
  readonly message: string;
  readonly fix: string;
}

/**
 * Returns message and fix for a key that other charts have, or undefined if none has it or nothing here replaces it.
 *
 * @param path path of the unknown key
 * @param schema schema of all values
 */
export function explainForeignKey(path: string, schema: Node): Explanation | undefined {
  const foreign = FOREIGN_KEYS.get(path);
  const here = foreign?.here.find((known) => hasPath(schema, known));
  if (foreign === undefined || here === undefined) {
    return undefined;
  }
  const name = here.slice(here.lastIndexOf('.') + 1);
  const isSameMap = childPath(path.slice(0, Math.max(0, path.lastIndexOf('.'))), name) === here;
  return {
    message: foreign.message ?? (foreign.isDocumented ? onlyDocumented(here) : `unknown key, here it is ${here}`),
    fix: foreign.fix ?? (isSameMap ? `rename it to ${name}` : `move it to ${here}`),
  };
}

function onlyDocumented(here: string): string {
  return `is named in OpenChoreo's documentation, but the chart reads ${here} instead`;
}
