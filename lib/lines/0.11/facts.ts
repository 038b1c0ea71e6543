import type { EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import { appConfigMounts } from '../../backstage/app-config-variables';
import { ConfigNames } from '../../backstage/config-names';
import type { ConnectionPart } from '../../backstage/configured-connection';
import type { Credential } from '../../backstage/credentials';
import { CSP_VARIABLE, withCsp } from '../../backstage/csp';
import { customEnv } from '../../backstage/custom-env';
import { databaseMounts } from '../../backstage/database-connection';
import type { Portal } from '../../backstage/portal';
import type { PortalRoute } from '../../backstage/portal-route';
import { redirectUrl } from '../../backstage/redirect-url';
import { TMP, type TmpOption, tmpSource } from '../../backstage/volumes';
import { isLocalhost } from '../../kubernetes/dns';
import { isJsonMap, type JsonMap, type JsonValue } from '../../util/json';
import { omitEmpty } from '../../util/omit-empty';
import { itemPath } from '../../util/path';
import { withoutSlashes } from '../../util/without-slashes';
import type { CredentialPlace, CustomVariable, Facts } from '../../values/facts';
import type { FactsSource } from '../../values/subject';
import { credentialPlace } from '../common/credential-place';
import { replacedConnection } from '../common/replaced-connection';
import { credentialSource, hasKey } from './credentials';
import type { DefectId } from './defect-id';
import { databaseConnection, portalOf } from './portal';
import { BASE_DOMAIN, DEFAULTS } from './profile';
import { routeOf } from './route';
import type { EffectiveValues } from './schema';
import { isThunderService, type Urls, urlsOf } from './urls';

/** Facts that follow from the values of this chart line. Each is computed when it is first read. */
export class ChartFacts implements Facts {
  private readonly values: EffectiveValues;
  private derivedUrls?: Urls;
  private derivedPortal?: Portal;
  private derivedVariables?: readonly CustomVariable[];
  private derivedMounts?: readonly VolumeMount[];

  constructor(private readonly subject: FactsSource<EffectiveValues, DefectId>) {
    this.values = subject.values;
  }

  get urls(): Urls {
    const { values, release } = this.subject;
    this.derivedUrls ??= urlsOf(values, release, {
      apiUrl: !this.subject.reproduces('api-url'),
      baseUrlSlash: !this.subject.reproduces('base-url-slash'),
      derivedUrls: !this.subject.reproduces('derived-urls'),
    });
    return this.derivedUrls;
  }

  get baseUrl(): string {
    return this.urls.baseUrl;
  }

  get isTrial(): boolean {
    const { baseUrl } = this;
    const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
    return isLocalhost(baseUrl) || host === BASE_DOMAIN;
  }

  get redirectUrls(): readonly string[] {
    return [...new Set([redirectUrl(this.baseUrl), ...(this.values.backstage.auth.redirectUrls ?? [])])];
  }

  /** Whether users sign in with an identity provider other than Thunder. */
  get hasExternalProvider(): boolean {
    const { thunderUrl, thunderServiceUrl } = this.urls;
    const ofThunder = (url: string) =>
      [thunderUrl, thunderServiceUrl].map(withoutSlashes).some((base) => url === base || url.startsWith(`${base}/`));
    const { security, thunder } = this.values;
    const { authorizationUrl, tokenUrl, wellKnownEndpoint } = security.oidc;
    // A Thunder that is a release of its own can be in another namespace, and browsers can reach it at any host.
    if (isThunderService(thunder.fullnameOverride, tokenUrl)) {
      return false;
    }
    return !thunder.enabled || [authorizationUrl, tokenUrl, wellKnownEndpoint].some((url) => url && !ofThunder(url));
  }

  /**
   * Kind of the object that routes requests to Backstage: `ingress.kind`, or else an Ingress if a class is set.
   * Undefined if none is rendered.
   */
  get routeKind(): 'HTTPRoute' | 'Ingress' | undefined {
    const { backstage, gateway } = this.values;
    if (!backstage.enabled || !backstage.ingress.enabled) {
      return undefined;
    }
    if (backstage.ingress.kind === 'Ingress' || (backstage.ingress.kind === undefined && this.ingressClass)) {
      return 'Ingress';
    }
    return gateway.enabled ? 'HTTPRoute' : undefined;
  }

  /** Ingress class, and path of the value that sets it. If several values set it, the first one below wins. */
  get ingressClass(): { readonly path: string; readonly className: string } | undefined {
    const { global, backstage } = this.values;
    const { ingressClassName, className } = backstage.ingress;
    const named = {
      'backstage.ingress.ingressClassName': ingressClassName,
      'backstage.ingress.className': className,
      'global.ingressClassName': global.ingressClassName,
    };
    return Object.entries(named)
      .map(([path, name]) => ({ path, className: name ?? '' }))
      .find(({ className }) => className);
  }

  /** Whether the HTTPRoute removes the path of the portal's URL (defect `path-rewrite`). */
  private get removesBasePath(): boolean {
    return this.routeKind === 'HTTPRoute' && !this.subject.reproduces('path-rewrite');
  }

  /** Route to the portal; undefined if none is rendered. */
  get portalRoute(): PortalRoute | undefined {
    const { routeKind, baseUrl, urls } = this;
    return routeKind && routeOf(this.values, routeKind, baseUrl, urls.consoleHost, this.removesBasePath);
  }

  /** Whether an HTTPRoute to the OpenChoreo API is rendered. */
  get rendersApiRoute(): boolean {
    const { openchoreoApi, gateway } = this.values;
    return Boolean(openchoreoApi.enabled && openchoreoApi.ingress.enabled && gateway.enabled);
  }

  /** Whether a ServiceMonitor is rendered. */
  get scrapesMetrics(): boolean {
    const { enabled, serviceMonitor } = this.values.backstage.metrics;
    return Boolean(enabled && serviceMonitor.enabled);
  }

  get portal(): Portal {
    const { values, release } = this.subject;
    this.derivedPortal ??= portalOf(values, release, {
      urls: () => this.urls,
      tokenInSecret: !this.subject.reproduces('plain-token'),
      replaced: () => (this.subject.reproduces('replaced-connection') ? [] : this.replacedConnection),
      upgradesToHttps: () => !this.keepsHttp || this.customConfig !== undefined,
    });
    return this.derivedPortal;
  }

  get replacedConnection(): readonly ConnectionPart[] {
    return replacedConnection(this.values, this.subject.release, this);
  }

  placeOf(credential: Credential, setBy: string): CredentialPlace {
    const { secretName, secretKeys, database } = this.values.backstage;
    const isInSecret = hasKey(this.values, credential);
    const isExternal = credentialSource(this.values) === 'external';
    const place = isInSecret ? (isExternal ? 'store' : 'Secret') : 'value';
    return credentialPlace({ ...database, secretName, secretKeys, place }, credential, setBy);
  }

  get customVariables(): readonly CustomVariable[] {
    this.derivedVariables ??= this.deriveVariables();
    return this.derivedVariables;
  }

  /** Custom variables before those of the chart: `env`, then `extraEnv`. */
  get env(): readonly EnvVar[] {
    const { env, extraEnv } = this.customLists;
    return [...env, ...extraEnv];
  }

  get appConfig(): JsonMap | undefined {
    const { customConfig } = this;
    return customConfig && this.keepsHttp ? withCsp(customConfig) : customConfig;
  }

  /** Custom configuration of the values. */
  private get customConfig(): JsonMap | undefined {
    const entries = Object.entries(this.values.backstage.appConfig ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : withoutBaseUrl(key, value),
    );
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }

  /** Whether browsers must not upgrade requests to https, as the image tells them (defect `csp-scheme`). */
  private get keepsHttp(): boolean {
    const custom = new ConfigNames(this.customVariables.map(({ name }) => name));
    const isCustom = custom.has(CSP_VARIABLE) || custom.overlapping(CSP_VARIABLE) !== undefined;
    return !this.subject.reproduces('csp-scheme') && !isCustom && this.baseUrl.startsWith('http:');
  }

  get volumeMounts(): readonly VolumeMount[] {
    this.derivedMounts ??= this.deriveMounts();
    return this.derivedMounts;
  }

  /** Option for a writable `/tmp` (defect `writable-tmp`). */
  get tmp(): TmpOption {
    return this.values.backstage.tmp ?? (this.subject.reproduces('writable-tmp') ? false : undefined);
  }

  private get customLists(): ReturnType<typeof customEnv> {
    const { env = [], extraEnv = [] } = this.values.backstage;
    return customEnv(this.subject.isGiven('backstage.env') ? env : undefined, extraEnv, DEFAULTS.env);
  }

  private deriveVariables(): readonly CustomVariable[] {
    const { env, extraEnv } = this.customLists;
    return [...withPaths('backstage.env', env), ...withPaths('backstage.extraEnv', extraEnv)];
  }

  private deriveMounts(): readonly VolumeMount[] {
    const { values, release } = this.subject;
    const { containerSecurityContext, extraVolumeMounts = [] } = values.backstage;
    const database = databaseMounts(databaseConnection(values, release));
    const mounts = [...database, ...(this.appConfig ? appConfigMounts(this.appConfig) : [])];
    const tmp = tmpSource(this.tmp, containerSecurityContext, [...mounts, ...extraVolumeMounts]);
    return [...mounts, ...(tmp ? [{ name: TMP.volume, mountPath: TMP.folder }] : [])];
  }
}

/** Returns an entry of `appConfig` without the portal's URL, which a variable sets. Returns none if nothing is left. */
function withoutBaseUrl(key: string, value: JsonValue): [string, JsonValue][] {
  if (!['app', 'backend'].includes(key) || !isJsonMap(value)) {
    return [[key, value]];
  }
  const { baseUrl, ...others } = value;
  return omitEmpty(others) ? [[key, others]] : [];
}

/** Returns the variables with their paths. A variable without a name is here only if its rule is switched off. */
function withPaths(list: string, variables: readonly EnvVar[]): CustomVariable[] {
  return variables.flatMap(({ name, value, valueFrom }, index) =>
    typeof name === 'string'
      ? [{ path: itemPath(list, index), name, value, secret: valueFrom?.secretKeyRef?.name }]
      : [],
  );
}
