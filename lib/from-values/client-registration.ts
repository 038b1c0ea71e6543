import type { Construct } from 'constructs';
import { BackstageClientRegistration } from '../client-registration';
import type { BackstageCredentials } from '../secret';
import type { Resolved } from '../values/resolve';
import { imageOf, imagePullSecrets } from './image';

/** The Job that registers the redirect URLs (values: `backstage.auth.registration`). */
export function addClientRegistration(scope: Construct, resolved: Resolved, secret: BackstageCredentials): void {
  const { values, release, addresses } = resolved;
  const { clientId, registration } = values.backstage.auth;
  if (registration.enabled) {
    new BackstageClientRegistration(scope, 'ClientRegistration', {
      release,
      secret,
      thunderUrl: addresses.thunderServiceUrl,
      clientId: clientId ?? '',
      redirectUrls: addresses.redirectUrls,
      image: imageOf(registration.image),
      imagePullSecrets: imagePullSecrets(resolved),
      waitSeconds: registration.waitSeconds ?? undefined,
    });
  }
}
