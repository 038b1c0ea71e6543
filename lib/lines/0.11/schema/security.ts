import { flag, others, section, text } from '../../../values/node';
import { OTHER_KEYS } from './other-components';

/** Values: `security`. */
export const security = section('Sign-in and access control.', {
  enabled: flag('Whether users must sign in. If false, everyone is a guest. Sets OPENCHOREO_FEATURES_AUTH_ENABLED.', {
    default: true,
  }),
  oidc: section('Endpoints of the identity provider.', {
    issuer: text('Issuer of the tokens. Other components read it; Backstage does not.', { default: '' }),
    wellKnownEndpoint: text(
      'URL of the OpenID Connect discovery document. Sets OPENCHOREO_AUTH_METADATA_URL. If empty, the variable is omitted.',
      {
        default: '',
      },
    ),
    jwksUrl: text('URL of the signing keys. Other components read it; Backstage does not.', { default: '' }),
    authorizationUrl: text(
      'URL at which users sign in. Sets OPENCHOREO_AUTH_AUTHORIZATION_URL. If empty, it is `/oauth2/authorize` at the Thunder host.',
      { default: '' },
    ),
    tokenUrl: text(
      'URL from which Backstage gets tokens. Sets OPENCHOREO_AUTH_TOKEN_URL. If empty, it is `/oauth2/token` at the Service of Thunder.',
      { default: '' },
    ),
    ...others(OTHER_KEYS.oidc),
  }),
  authz: section('Access control of users.', {
    enabled: flag('Whether access control is on. Sets OPENCHOREO_FEATURES_AUTHZ_ENABLED.', { default: false }),
    ...others(OTHER_KEYS.authz),
  }),
  ...others(OTHER_KEYS.security),
});
