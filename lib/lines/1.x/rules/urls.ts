import { checkUrls } from '../../../backstage/url-checks';
import type { ChartRule } from '../subject';

/** Backstage calls these URLs, or redirects browsers to them. */
export const urls: ChartRule = {
  id: 'urls',
  severity: 'error',
  about: 'URLs of the API, of the identity provider and of other systems are absolute http or https URLs.',
  *check({ values: { backstage, security }, facts }) {
    if (!backstage.enabled) {
      return;
    }
    const { jenkins, githubActions } = backstage.externalCI;
    const { externalCi } = facts.portal;
    yield* checkUrls({
      'backstage.openchoreoApi.url': backstage.openchoreoApi.url,
      'security.oidc.wellKnownEndpoint': security.oidc.wellKnownEndpoint,
      'security.oidc.authorizationUrl': security.oidc.authorizationUrl,
      'security.oidc.tokenUrl': security.oidc.tokenUrl,
      'backstage.features.assistant.portalAssistantUrl': backstage.features.assistant.portalAssistantUrl,
      ...(externalCi?.jenkins && { 'backstage.externalCI.jenkins.baseUrl': jenkins.baseUrl }),
      ...(externalCi?.githubActions && { 'backstage.externalCI.githubActions.apiBaseUrl': githubActions.apiBaseUrl }),
    });
  },
};
