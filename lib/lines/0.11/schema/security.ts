import { flag, others, section, text } from '../../../values/node';
import { OTHER_KEYS } from './other-components';

/** Values: `security`. */
export const security = section('Sign-in and access control.', {
  enabled: flag('Whether users sign in; off makes everyone a guest: OPENCHOREO_FEATURES_AUTH_ENABLED.', {
    default: true,
  }),
  oidc: section('Endpoints of the identity provider.', {
    issuer: text('Issuer of the tokens. Other components read it; Backstage does not.', { default: '' }),
    wellKnownEndpoint: text(
      'URL of the OpenID Connect discovery document: OPENCHOREO_AUTH_METADATA_URL. Empty: the variable is absent.',
      {
        default: '',
      },
    ),
    jwksUrl: text('URL of the signing keys. Other components read it; Backstage does not.', { default: '' }),
    authorizationUrl: text(
      'Where browsers sign in: OPENCHOREO_AUTH_AUTHORIZATION_URL. Empty: `/oauth2/authorize` of Thunder.',
      { default: '' },
    ),
    tokenUrl: text(
      'Where Backstage gets tokens: OPENCHOREO_AUTH_TOKEN_URL. Empty: `/oauth2/token` of Thunder inside the cluster.',
      { default: '' },
    ),
    ...others(OTHER_KEYS.oidc),
  }),
  authz: section('Access control: who may do what.', {
    enabled: flag('Whether access control is on: OPENCHOREO_FEATURES_AUTHZ_ENABLED.', { default: false }),
    ...others(OTHER_KEYS.authz),
  }),
  ...others(OTHER_KEYS.security),
});
