import { enumeration, flag, integer, section, text } from '../../../values/node';
import { appConfig } from '../../../values/sections/app-config';
import { CREATE_PRIORITY_CLASS, createServiceAccount } from '../../../values/sections/existing-objects';
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
export const backstage = section('The portal: its pods and related objects.', {
  enabled: flag('Whether to render Backstage. The route to the OpenChoreo API does not depend on it.', {
    default: true,
  }),
  ...podSection(DEFAULTS),
  service: section('Service of the portal.', {
    type: enumeration(['ClusterIP', 'NodePort', 'LoadBalancer'], 'Type of the Service.', {
      default: DEFAULTS.service.type,
    }),
    port: integer('Port of the Service. The container always listens on 7007.', { default: DEFAULTS.service.port }),
    nodePort: integer('Port on every node, for the type NodePort. If empty, Kubernetes chooses one.'),
  }),
  serviceAccount: section('ServiceAccount of the pods.', {
    create: createServiceAccount,
    name: text('Name of the ServiceAccount. If empty, it is `openchoreo-backstage`.', {
      default: DEFAULTS.serviceAccountName,
    }),
    annotations: annotations('the ServiceAccount'),
  }),
  priorityClass: section('PriorityClass of the pods.', {
    create: flag(CREATE_PRIORITY_CLASS, { default: false }),
    name: text('Name of the PriorityClass.', { default: DEFAULTS.priorityClass.name }),
    value: integer('Priority of the pods. Pods can preempt pods of a lower priority.', {
      default: DEFAULTS.priorityClass.value,
    }),
  }),
  ...credentials,
  openchoreoApi: section('Connection to the OpenChoreo API.', {
    url: text(
      'URL of the OpenChoreo API. Sets OPENCHOREO_API_URL. If empty, it is `http://<fullname>-api.<namespace>.svc.cluster.local:8080/api/v1`. In `corrected`, `openchoreoApi.name` replaces `<fullname>-api`.',
      { default: '' },
    ),
  }),
  features: section('Features of the portal.', {
    workflows: section('Workflows, which build components.', {
      enabled: flag(
        'Whether the portal shows workflows, which require a build plane. Sets OPENCHOREO_FEATURES_WORKFLOWS_ENABLED.',
        {
          default: true,
        },
      ),
    }),
    observability: section('Logs, metrics and traces of components.', {
      enabled: flag(
        'Whether the portal shows logs, metrics and traces, which require an observability plane. Sets OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED.',
        { default: true },
      ),
    }),
  }),
  baseUrl: text(
    'URL of the portal, as users open it in the browser. Sets BACKSTAGE_BASE_URL. If empty, it is `app.baseUrl` or `backend.baseUrl` of `appConfig`. If these are unset, it consists of protocol, console host and `global.port`.',
    { default: '' },
  ),
  appConfig,
  thunder: section('Connection to the bundled identity provider, Thunder.', {
    baseUrl: text(
      'URL of Thunder, as browsers reach it. Sets THUNDER_BASE_URL. If empty, it consists of protocol, Thunder host and `global.port`.',
      {
        default: '',
      },
    ),
    token: text(
      'API token of Thunder. Sets THUNDER_TOKEN: as plain text in `exact`, from the Secret in `corrected`. If empty, the variable is omitted. Backstage uses it only if `appConfig` contains `${THUNDER_TOKEN}`.',
      {
        default: '',
        secret: true,
      },
    ),
  }),
  auth,
  ...scalingSection(DEFAULTS),
  networkPolicy,
  metrics,
  ingress,
  database,
  patches,
});
