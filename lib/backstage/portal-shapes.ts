import {
  boolean,
  callable,
  either,
  hidden,
  membersOf,
  number,
  objectLike,
  oneOf,
  optional,
  type Shape,
  type Shapes,
  shape,
  text,
} from '../util/shape';
import type { BackstageCredentials, SecretKey } from './credentials';
import type {
  CatalogSync,
  ExternalCi,
  Features,
  Oidc,
  PortalOptions,
  ServiceClient,
  SignInScopes,
  Thunder,
  Wirelogs,
} from './portal';

// Types of the portal's settings, for callers in JavaScript.

/** Returns the shape of an object that is known by its name: a construct that renders a kind, or `{ name }`. */
export function named(kind: string): Shape {
  const words = `a ${kind} or { name }`;
  const hasName = membersOf<{ name: string }>({ name: text }, words);
  const isOther = shape(words, (value) => {
    const of = kindOf(value);
    return of === undefined || of === kind;
  });
  return {
    words,
    check: (value, path) => {
      const problems = hasName.check(value, path);
      return problems.length > 0 ? problems : isOther.check(value, path);
    },
  };
}

/** Returns the kind that a construct renders; undefined for other values. cdk8s-plus and cdk8s have a member `kind`. */
function kindOf(value: unknown): string | undefined {
  const of = value as { readonly kind?: unknown; readonly apiObject?: { readonly kind?: unknown } };
  const kind = of.apiObject?.kind ?? of.kind;
  return typeof kind === 'string' ? kind : undefined;
}

/** Key of a Secret. */
export const SECRET_KEY: Shape = hidden(
  membersOf<SecretKey>(
    { secret: named('Secret'), key: text, optional: optional(boolean) },
    'a key of a Secret, such as secret.key(…)',
  ),
);

/** Source of credentials. */
export const CREDENTIALS: Shape = hidden(
  objectLike('a BackstageSecret, or another source of credentials', {
    key: callable,
    contentHash: optional(text),
  } satisfies Shapes<BackstageCredentials>),
);

const textOrNull = either(text, oneOf(null));
const featureSwitch = either(boolean, oneOf('empty'));

/** Endpoints of the identity provider. */
export const OIDC: Shape = membersOf<Oidc>({
  authorizationUrl: textOrNull,
  tokenUrl: textOrNull,
  wellKnownEndpoint: optional(text),
});

/** Settings of the portal that have a default. */
export const PORTAL_OPTIONS: Shapes<PortalOptions> = {
  thunder: optional(membersOf<Thunder>({ baseUrl: text, token: optional(hidden(either(text, SECRET_KEY))) })),
  clientId: optional(textOrNull),
  scopes: optional(membersOf<SignInScopes>({ oidcScope: optional(textOrNull), scope: optional(text) })),
  serviceClient: optional(
    membersOf<ServiceClient>({ clientId: optional(textOrNull), clientSecret: optional(SECRET_KEY) }),
  ),
  features: optional(
    membersOf<Features>({
      workflows: optional(featureSwitch),
      observability: optional(featureSwitch),
      auth: optional(featureSwitch),
      authz: optional(featureSwitch),
      redirectFlow: optional(featureSwitch),
      assistant: optional(featureSwitch),
      secretManagement: optional(featureSwitch),
    }),
  ),
  assistantUrl: optional(text),
  catalogSync: optional(membersOf<CatalogSync>({ frequency: optional(either(number, text)) })),
  events: optional(featureSwitch),
  wirelogs: optional(membersOf<Wirelogs>({ streamTimeoutSeconds: optional(either(number, text)) })),
  externalCi: optional(
    membersOf<ExternalCi>({
      jenkins: optional(membersOf<NonNullable<ExternalCi['jenkins']>>({ baseUrl: textOrNull, username: textOrNull })),
      githubActions: optional(
        membersOf<NonNullable<ExternalCi['githubActions']>>({ host: textOrNull, apiBaseUrl: optional(textOrNull) }),
      ),
      githubOauth: optional(
        membersOf<NonNullable<ExternalCi['githubOauth']>>({ clientId: text, host: optional(text) }),
      ),
    }),
  ),
  upgradesToHttps: optional(boolean),
};
