import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Job, JobSpec } from 'kubernetes-types/batch/v1';
import { script } from '../../imports/register-redirect-urls.json';
import { checksums } from '../backstage/checksums';
import type { BackstageCredentials } from '../backstage/credentials';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { variableValue } from '../backstage/variables';
import { type Image, imageReference } from '../kubernetes/image';
import { omitEmpty } from '../util/omit-empty';
import { sha256 } from '../util/sha256';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** How often Kubernetes tries again. */
const BACKOFF_LIMIT = 3;

/** Seconds that a try has besides waiting: to start, and for its requests, each of which gives up after 30. */
const WORK_SECONDS = 180;

/** Settings of {@link BackstageClientRegistration}. */
export interface BackstageClientRegistrationProps extends BackstageResourceProps {
  /** URL of Thunder inside the cluster, such as `http://thunder-service.<namespace>.svc.cluster.local:8090`. */
  readonly thunderUrl: string;

  /** Source of the OAuth client's secret, with which the Job signs in to Thunder. */
  readonly credentials: BackstageCredentials;

  /** URLs that Thunder may send users back to; at least `redirectUrl` of the Deployment (values: `backstage.auth.redirectUrls`). */
  readonly redirectUrls: readonly string[];

  /**
   * Id of the OAuth client (values: `backstage.auth.clientId`).
   *
   * @default 'openchoreo-backstage-client'
   */
  readonly clientId?: string;

  /**
   * The image that the Job runs: one with `node`, version 20 or later (values: `backstage.auth.registration.image`).
   *
   * @default - docker.io/library/node:22-alpine
   */
  readonly image?: Image;

  /**
   * Secrets with registry logins: cdk8s-plus `ISecret`s, or `{ name }`.
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly { readonly name: string }[];

  /**
   * Seconds to wait for Thunder to answer (values: `backstage.auth.registration.waitSeconds`).
   *
   * @default 300
   */
  readonly waitSeconds?: number;
}

/**
 * A Job `<fullname>-ui-client-<hash>` that registers the OAuth client's redirect URLs with Thunder, as a Helm hook of the
 * chart does (chart: thunder's update-backstage-hook). Run again, it changes nothing.
 *
 * A Job cannot be changed once it is there: its name follows from its content, so that another content is another Job.
 * Argo CD runs it after each sync; Flux makes it anew where an overlay changed it.
 */
export class BackstageClientRegistration extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageClientRegistrationProps) {
    super(scope, id, props);
    const { redirectUrls } = props;
    addCheck(this, () =>
      redirectUrls.length === 0 ? ['redirectUrls: must have a URL, got none; pass redirectUrl of the Deployment'] : [],
    );
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
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          imagePullSecrets: omitEmpty(imagePullSecrets.map(({ name }) => ({ name }))),
          securityContext: { ...this.release.profile.defaults.podSecurityContext },
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
              resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
            },
          ],
        },
      },
    };
  }
}
