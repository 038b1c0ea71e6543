import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Job, JobSpec } from 'kubernetes-types/batch/v1';
import type {
  NodeAffinity,
  PodSecurityContext,
  ResourceRequirements,
  SecurityContext,
  Toleration,
} from 'kubernetes-types/core/v1';
import { script } from '../../imports/register-redirect-urls.json';
import { checksums } from '../backstage/checksums';
import type { BackstageCredentials } from '../backstage/credentials';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { CREDENTIALS, named } from '../backstage/portal-shapes';
import { checkUrl } from '../backstage/url-checks';
import { variableValue } from '../backstage/variables';
import { withCanonicalQuantities } from '../kubernetes/canonical-quantities';
import { type Image, imageReference } from '../kubernetes/image';
import { type PlusContainerResources, type Wire, wireResources } from '../kubernetes/plus-objects';
import { dataMap } from '../util/data-shape';
import { omitEmpty } from '../util/omit-empty';
import { itemPath } from '../util/path';
import { sha256 } from '../util/sha256';
import { listOf, number, optional, type Shapes, text } from '../util/shape';
import { violationText } from '../util/violation';
import { checkProps } from './check-props';
import { IMAGE, RESOURCE_PROPS, RESOURCES, TEXTS } from './prop-shapes';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** Number of times that Kubernetes retries the Job's pod. */
const BACKOFF_LIMIT = 3;

/** Seconds that an attempt has in addition to `waitSeconds`, to start and to send requests that time out after 30 s. */
const WORK_SECONDS = 180;

/** Settings of {@link BackstageClientRegistration}. */
export interface BackstageClientRegistrationProps extends BackstageResourceProps {
  /** URL of Thunder inside the cluster, such as `http://thunder-service.<namespace>.svc.cluster.local:8090`. */
  readonly thunderUrl: string;

  /** Source of the OAuth client's secret. The Job signs in to Thunder with it. */
  readonly credentials: BackstageCredentials;

  /**
   * URLs that Thunder may redirect users to after they sign in; at least one (values: `backstage.auth.redirectUrls`).
   * The list must contain the Deployment's `redirectUrl`, or users cannot sign in.
   */
  readonly redirectUrls: readonly string[];

  /**
   * ID of the OAuth client (values: `backstage.auth.clientId`).
   *
   * @default 'openchoreo-backstage-client'
   */
  readonly clientId?: string;

  /**
   * Image of the Job, with Node.js 20 or later as `node` (values: `backstage.auth.registration.image`).
   *
   * @default - docker.io/library/node:22-alpine
   */
  readonly image?: Image;

  /**
   * Secrets with registry logins for the Job's image: cdk8s-plus `ISecret`s, or `{ name }` (values:
   * `global.imagePullSecrets` and `backstage.imagePullSecrets`).
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly { readonly name: string }[];

  /**
   * Seconds that the Job waits for Thunder to answer (values: `backstage.auth.registration.waitSeconds`).
   *
   * @default 300
   */
  readonly waitSeconds?: number;

  /**
   * Labels that a node must have to run the Job's pod (values: `backstage.auth.registration.nodeSelector`).
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Node taints that the Job's pod tolerates (values: `backstage.auth.registration.tolerations`).
   *
   * @default []
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * Rules about the nodes that run the Job's pod (values: `nodeAffinity` of `backstage.affinity`).
   *
   * @default {}
   */
  readonly nodeAffinity?: NodeAffinity;

  /**
   * RuntimeClass of the Job's pod (values: `backstage.runtimeClassName`).
   *
   * @default - the default container runtime of the nodes
   */
  readonly runtimeClassName?: string;

  /**
   * Resource requests and limits of the container: Kubernetes `ResourceRequirements` or cdk8s-plus `ContainerResources`
   * (values: `backstage.auth.registration.resources`); `false` sets none.
   *
   * @default - requests of 10m CPU and 64Mi memory, a limit of 128Mi memory
   */
  readonly resources?: ResourceRequirements | PlusContainerResources | false;

  /**
   * Security context of the Job's pod (values: `backstage.auth.registration.podSecurityContext`); `{}` renders none. It
   * replaces the default as a whole.
   *
   * @default - a user, a group and a volume group other than root, the runtime's default seccomp profile
   */
  readonly podSecurityContext?: Wire<PodSecurityContext>;

  /**
   * Security context of the container (values: `backstage.auth.registration.containerSecurityContext`); `{}` renders
   * none. It replaces the default as a whole.
   *
   * @default - no privilege escalation, no capabilities, a read-only root filesystem
   */
  readonly containerSecurityContext?: Wire<SecurityContext>;
}

const PROPS: Shapes<BackstageClientRegistrationProps> = {
  ...RESOURCE_PROPS,
  thunderUrl: text,
  credentials: CREDENTIALS,
  redirectUrls: listOf(text),
  clientId: optional(text),
  image: optional(IMAGE),
  imagePullSecrets: optional(listOf(named('Secret'))),
  waitSeconds: optional(number),
  nodeSelector: optional(TEXTS),
  tolerations: optional(listOf(dataMap())),
  nodeAffinity: optional(dataMap()),
  runtimeClassName: optional(text),
  resources: optional(RESOURCES),
  podSecurityContext: optional(dataMap()),
  containerSecurityContext: optional(dataMap()),
};

/**
 * Job (the release's `names.registrationJobPrefix` and a hash) that registers the OAuth client's redirect URLs with Thunder. It does the work of
 * the chart's Helm hook (Thunder's template `update-backstage-hook`). Running the Job again changes nothing.
 *
 * Kubernetes does not allow changes to an existing Job, so the name contains a hash of the Job's spec. A changed spec
 * creates a new Job. Argo CD runs the Job after each sync. Flux recreates it if an overlay changed it.
 *
 * Synthesis fails if `redirectUrls` is empty, or if a URL is invalid.
 */
export class BackstageClientRegistration extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageClientRegistrationProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const { redirectUrls } = props;
    addCheck(this, () => [
      ...(redirectUrls.length === 0 ? ["redirectUrls: must not be empty; pass the Deployment's redirectUrl"] : []),
      ...[
        ...checkUrl('thunderUrl', props.thunderUrl),
        ...redirectUrls.flatMap((url, index) => [...checkUrl(itemPath('redirectUrls', index), url)]),
      ].map(violationText),
    ]);
    const spec = this.spec(props);
    this.apiObject = this.resource<Job>(
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: `${this.release.names.registrationJobPrefix}-${sha256(JSON.stringify(spec)).slice(0, 8)}`,
        annotations: {
          'argocd.argoproj.io/hook': 'PostSync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation,HookSucceeded',
          'kustomize.toolkit.fluxcd.io/force': 'enabled',
        },
      },
      { spec },
    );
  }

  private spec({
    thunderUrl,
    credentials,
    redirectUrls,
    clientId = this.release.profile.defaults.clientId,
    image = {},
    imagePullSecrets = [],
    waitSeconds = OPTION_DEFAULTS.registration.waitSeconds,
    nodeSelector,
    tolerations,
    nodeAffinity,
    runtimeClassName,
    resources = OPTION_DEFAULTS.registration.resources,
    podSecurityContext = this.release.profile.defaults.podSecurityContext,
    containerSecurityContext = OPTION_DEFAULTS.registration.containerSecurityContext,
  }: BackstageClientRegistrationProps): JobSpec {
    const { pullPolicy = OPTION_DEFAULTS.registration.image.pullPolicy } = image;
    return {
      backoffLimit: BACKOFF_LIMIT,
      activeDeadlineSeconds: (BACKOFF_LIMIT + 1) * (waitSeconds + WORK_SECONDS),
      template: {
        metadata: {
          labels: this.release.podLabelsOf('backstage-client'),
          annotations: omitEmpty(checksums({ secret: credentials.contentHash })),
        },
        spec: withCanonicalQuantities({
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          imagePullSecrets: omitEmpty(imagePullSecrets.map(({ name }) => ({ name }))),
          nodeSelector: omitEmpty(nodeSelector),
          tolerations: omitEmpty(tolerations),
          affinity: omitEmpty({ nodeAffinity: omitEmpty(nodeAffinity) }),
          runtimeClassName,
          securityContext: omitEmpty(podSecurityContext),
          containers: [
            {
              name: 'register-redirect-urls',
              image: imageReference(image, OPTION_DEFAULTS.registration.image),
              imagePullPolicy: pullPolicy || undefined,
              command: ['node', '--input-type=module', '--eval', script],
              env: [
                { name: 'THUNDER_URL', value: thunderUrl },
                { name: 'CLIENT_ID', value: clientId },
                { name: 'CLIENT_SECRET', ...variableValue(credentials.key('clientSecret')) },
                { name: 'REDIRECT_URLS', value: JSON.stringify(redirectUrls) },
                { name: 'WAIT_SECONDS', value: String(waitSeconds) },
              ],
              resources: resources === false ? undefined : wireResources(resources),
              securityContext: omitEmpty(containerSecurityContext),
            },
          ],
        }),
      },
    };
  }
}
