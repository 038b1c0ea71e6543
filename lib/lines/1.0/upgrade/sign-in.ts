import type { Edit } from '../../../values/upgrade/step';
import { afterProtocol } from '../../0.11/urls';
import type { Source } from './source';

/** URL that passes the checks of the new chart. */
const EXAMPLE = 'https://example.com';

/** Yields what changes for the sign-in. Thunder is no longer part of the release, so its URLs are no defaults. */
export function* signIn(source: Source): Iterable<Edit> {
  yield* endpoints(source);
  yield* thunder(source);
  yield* defaults(source);
}

function* endpoints({ subject }: Source): Iterable<Edit> {
  const { global, security, thunder } = subject.values;
  const { urls, hasExternalProvider } = subject.facts;
  const { issuer, authorizationUrl, tokenUrl } = security.oidc;
  if (!issuer) {
    const known = hasExternalProvider ? '' : `; a Thunder of its own release usually issues its public URL`;
    yield {
      type: 'decide',
      path: 'security.oidc.issuer',
      message: `set it to the issuer in the tokens of your identity provider${known}`,
      example: EXAMPLE,
    };
  }
  if (!authorizationUrl) {
    const hasHost = Boolean(global.baseDomain || afterProtocol(thunder.configuration.server.publicUrl ?? ''));
    yield hasHost
      ? derived('authorizationUrl', urls.authorizationUrl)
      : {
          type: 'decide',
          path: 'security.oidc.authorizationUrl',
          message: 'set it to the URL at which your identity provider signs users in',
          example: EXAMPLE,
        };
  }
  if (!tokenUrl) {
    yield thunder.fullnameOverride
      ? derived('tokenUrl', urls.tokenUrl)
      : {
          type: 'decide',
          path: 'security.oidc.tokenUrl',
          message: 'set it to the URL at which your identity provider issues tokens',
          example: EXAMPLE,
        };
  }
}

function derived(key: 'authorizationUrl' | 'tokenUrl', url: string): Edit {
  return {
    type: 'derive',
    path: `security.oidc.${key}`,
    value: url,
    message: 'is the URL of the bundled Thunder, which was the default',
    fix: 'change it if your identity provider has another URL',
  };
}

function* thunder({ subject }: Source): Iterable<Edit> {
  const { values, facts } = subject;
  const { backstage, security } = values;
  const ofThunder = 'configured the bundled Thunder, which chart 1.0 does not install';
  yield { type: 'drop', path: 'thunder', message: ofThunder };
  yield { type: 'drop', path: 'backstage.thunder', message: `${ofThunder}; no image reads it` };
  yield {
    type: 'drop',
    path: 'backstage.auth.registration',
    message: 'registered redirect URLs with the bundled Thunder, which chart 1.0 does not install',
  };
  if (!backstage.enabled || !security.enabled || !values.thunder.enabled) {
    return;
  }
  if (!facts.hasExternalProvider) {
    yield {
      type: 'task',
      path: 'security.oidc',
      message: 'points to the bundled Thunder, which Helm deletes at the upgrade of the control plane',
      fix: 'install an identity provider before, such as Thunder as a release of its own, with the OAuth client of backstage.auth and its redirect URL',
    };
  } else {
    yield {
      type: 'task',
      path: 'backstage.auth.redirectUrls',
      message: 'is registered by nobody: the chart no longer has a hook for it',
      fix: 'register the URLs that backstage-synth --redirect-urls prints with the identity provider',
    };
  }
}

/** Yields the defaults of the sign-in that change. */
function* defaults({ subject }: Source): Iterable<Edit> {
  const { backstage, security } = subject.values;
  if (!backstage.enabled) {
    return;
  }
  if (!subject.isGiven('security.authz.enabled')) {
    yield {
      type: 'changed',
      path: 'security.authz.enabled',
      message: 'is true by default, and was false: users without role bindings see less',
      fix: 'bind roles to your users, or set it to false',
    };
  }
  if (security.enabled) {
    yield {
      type: 'changed',
      path: 'backstage.features.auth.redirectFlow.enabled',
      message: 'is true by default: the whole page goes to the identity provider, instead of a popup',
      fix: 'set it to false to keep the popup',
    };
  }
}
