import type { Construct } from 'constructs';
import type { PodSecurityContext } from 'kubernetes-types/core/v1';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { BackstageClientRegistration } from '../../../constructs/client-registration';
import { coalesce } from '../../../values/merge';
import { imageOf, imagePullSecrets } from '../../common/image';
import type { ResolvedChart } from '../subject';

/** Adds the Job that registers the redirect URLs (values: `backstage.auth.registration`). */
export function addClientRegistration(
  scope: Construct,
  resolved: ResolvedChart,
  credentials: BackstageCredentials,
): void {
  const { values, release, facts } = resolved;
  const { auth, nodeSelector, tolerations, affinity, runtimeClassName } = values.backstage;
  const { clientId = '', registration } = auth;
  const isGiven = (key: string) => resolved.isGiven(`backstage.auth.registration.${key}`);
  if (registration.enabled) {
    new BackstageClientRegistration(scope, 'ClientRegistration', {
      release,
      credentials,
      thunderUrl: facts.urls.thunderServiceUrl,
      clientId,
      redirectUrls: facts.redirectUrls,
      image: imageOf(registration.image),
      imagePullSecrets: imagePullSecrets(resolved),
      waitSeconds: registration.waitSeconds,
      nodeSelector: isGiven('nodeSelector') ? registration.nodeSelector : nodeSelector,
      tolerations: isGiven('tolerations') ? registration.tolerations : tolerations,
      // The other rules of the affinity are about pods near those of the portal.
      nodeAffinity: affinity?.nodeAffinity,
      runtimeClassName: runtimeClassName || undefined,
      resources: registration.resources ?? false,
      podSecurityContext: podSecurityContext(resolved),
      containerSecurityContext: registration.containerSecurityContext ?? {},
    });
  }
}

/** Returns the security context of the Job's pod: that of the portal's pods, with the fields that the Job sets. */
function podSecurityContext({ values, nulls }: ResolvedChart): PodSecurityContext {
  const { auth, podSecurityContext: ofPortal = {} } = values.backstage;
  const { podSecurityContext: ofJob = {} } = auth.registration;
  return nulls.has('backstage.auth.registration.podSecurityContext')
    ? {}
    : (coalesce(ofJob, ofPortal) as PodSecurityContext);
}
