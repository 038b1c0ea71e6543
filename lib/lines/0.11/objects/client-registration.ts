import type { Construct } from 'constructs';
import type { BackstageCredentials } from '../../../backstage/credentials';
import { BackstageClientRegistration } from '../../../constructs/client-registration';
import { imageOf, imagePullSecrets } from '../../common/image';
import type { ResolvedChart } from '../subject';

/** Adds the Job that registers the redirect URLs (values: `backstage.auth.registration`). */
export function addClientRegistration(
  scope: Construct,
  resolved: ResolvedChart,
  credentials: BackstageCredentials,
): void {
  const { values, release, facts } = resolved;
  const { clientId = '', registration } = values.backstage.auth;
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
    });
  }
}
