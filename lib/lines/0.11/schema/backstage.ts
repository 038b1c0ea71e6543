import { enumeration, flag, integer, section, text } from '../../../values/node';
import { appConfig } from '../../../values/sections/app-config';
import { metrics } from '../../../values/sections/metrics';
import { networkPolicy } from '../../../values/sections/network-policy';
import { patches } from '../../../values/sections/patches';
import { podSection } from '../../../values/sections/pod';
import { annotations } from '../../../values/sections/routes';
import { scalingSection } from '../../../values/sections/scaling';
import { DEFAULTS } from '../profile';
import { auth } from './auth';
import { credentials } from './credentials';
import { database } from './database';
import { ingress } from './ingress';

/** Values: `backstage`. */
export const backstage = section('The portal: its pods, and what is around them.', {
  enabled: flag("Whether Backstage is rendered. The OpenChoreo API's route does not depend on it.", { default: true }),
  ...podSection(DEFAULTS),
  service: section('The Service in front of the pods.', {
    type: enumeration(['ClusterIP', 'NodePort', 'LoadBalancer'], 'How the Service is reachable (Kubernetes: `type`).', {
      default: DEFAULTS.service.type,
    }),
    port: integer("Port of the Service; the container's stays 7007.", { default: DEFAULTS.service.port }),
    nodePort: integer('Port on every node, with type NodePort. Empty: Kubernetes chooses.'),
  }),
  serviceAccount: section('The ServiceAccount that the pods run as.', {
    name: text('Name of the ServiceAccount. Empty: openchoreo-backstage.', { default: DEFAULTS.serviceAccountName }),
    annotations: annotations('the ServiceAccount'),
  }),
  priorityClass: section('The priority of the pods.', {
    create: flag('Whether a PriorityClass is rendered and used.', { default: false }),
    name: text('Name of the PriorityClass.', { default: DEFAULTS.priorityClass.name }),
    value: integer('Priority of the pods; higher preempts lower.', { default: DEFAULTS.priorityClass.value }),
  }),
  ...credentials,
  openchoreoApi: section('How Backstage reaches the OpenChoreo API.', {
    url: text(
      'URL of the OpenChoreo API: OPENCHOREO_API_URL. Empty: `http://<fullname>-api.<namespace>.svc.cluster.local:8080/api/v1`.',
      { default: '' },
    ),
  }),
  features: section('What the portal shows.', {
    workflows: section('Workflows: builds of components. They need a build plane.', {
      enabled: flag('Whether workflows are shown, which need a build plane: OPENCHOREO_FEATURES_WORKFLOWS_ENABLED.', {
        default: true,
      }),
    }),
    observability: section('Logs, metrics and traces. They need an observability plane.', {
      enabled: flag(
        'Whether logs, metrics and traces are shown, which need an observability plane: OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED.',
        { default: true },
      ),
    }),
  }),
  baseUrl: text(
    'URL that browsers reach the portal at: BACKSTAGE_BASE_URL. Empty: `app.baseUrl` of `appConfig`, else protocol, console host and `global.port`.',
    { default: '' },
  ),
  appConfig,
  thunder: section('The bundled Thunder identity provider, as Backstage sees it.', {
    baseUrl: text(
      'URL that browsers reach Thunder at: THUNDER_BASE_URL. Empty: protocol, Thunder host and `global.port`.',
      {
        default: '',
      },
    ),
    token: text('API token of Thunder, in clear in the pod: THUNDER_TOKEN. Empty: the variable is absent.', {
      default: '',
      secret: true,
    }),
  }),
  auth,
  ...scalingSection(DEFAULTS),
  networkPolicy,
  metrics,
  ingress,
  database,
  patches,
});
