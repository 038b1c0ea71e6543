import type { EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import type { ConnectionPart } from '../../backstage/configured-connection';
import type { Credential } from '../../backstage/credentials';
import { databaseMounts } from '../../backstage/database-connection';
import type { Portal } from '../../backstage/portal';
import type { PortalRoute } from '../../backstage/portal-route';
import { redirectUrl } from '../../backstage/redirect-url';
import { APP_CONFIG, configMount, TMP, type TmpOption, tmpSource } from '../../backstage/volumes';
import { isLocalhost } from '../../kubernetes/dns';
import { isJsonMap, type JsonMap } from '../../util/json';
import { itemPath } from '../../util/path';
import type { CredentialPlace, CustomVariable, Facts } from '../../values/facts';
import type { FactsSource } from '../../values/subject';
import type { EffectiveValues } from '../1.2/schema';
import { credentialPlace } from '../common/credential-place';
import { replacedConnection } from '../common/replaced-connection';
import { isExternal } from './credentials';
import type { DefectId } from './defect-id';
import type { LineFeatures } from './features';
import { portalOf } from './portal';
import { routeOf } from './route';

/** Facts that follow from the values of these chart lines. Each is computed when it is first read. */
export class ChartFacts implements Facts {
  private readonly values: EffectiveValues;
  private derivedPortal?: Portal;
  private derivedVariables?: readonly CustomVariable[];
  private derivedMounts?: readonly VolumeMount[];

  constructor(
    private readonly subject: FactsSource<EffectiveValues, DefectId>,
    /** Parts that the line renders differently from the others. */
    readonly features: LineFeatures,
  ) {
    this.values = subject.values;
  }

  get baseUrl(): string {
    return this.portal.baseUrl;
  }

  get isTrial(): boolean {
    return isLocalhost(this.baseUrl);
  }

  get redirectUrls(): readonly string[] {
    return [...new Set([redirectUrl(this.baseUrl), ...(this.values.backstage.auth.redirectUrls ?? [])])];
  }

  /** Kind of the object that routes requests to Backstage; undefined if none is rendered. */
  get routeKind(): 'HTTPRoute' | 'Ingress' | undefined {
    const { backstage, gateway } = this.values;
    const { enabled, hostnames = [], className } = backstage.http;
    if (!backstage.enabled || !enabled || hostnames.length === 0) {
      return undefined;
    }
    if (className) {
      return 'Ingress';
    }
    return gateway.enabled ? 'HTTPRoute' : undefined;
  }

  /** Whether the HTTPRoute removes the path of the portal's URL (defect `path-rewrite`). */
  private get removesBasePath(): boolean {
    return this.routeKind === 'HTTPRoute' && !this.subject.reproduces('path-rewrite');
  }

  /** Route to the portal; undefined if none is rendered. */
  get portalRoute(): PortalRoute | undefined {
    const { routeKind, baseUrl } = this;
    return routeKind && routeOf(this.values, routeKind, baseUrl, this.removesBasePath);
  }

  /** Whether the API is exposed by the Gateway. */
  get exposesApi(): boolean {
    const { openchoreoApi, gateway } = this.values;
    return Boolean(openchoreoApi.enabled && openchoreoApi.http.enabled && gateway.enabled);
  }

  /** Whether an HTTPRoute to the OpenChoreo API is rendered. */
  get rendersApiRoute(): boolean {
    return this.exposesApi && (this.values.openchoreoApi.http.hostnames ?? []).length > 0;
  }

  /** Whether TrafficPolicies are rendered: their kind exists only with kgateway. */
  get hasTrafficPolicies(): boolean {
    const { gatewayClassName } = this.values.gateway;
    return !this.features.hasGatewayClass || (gatewayClassName || 'kgateway') === 'kgateway';
  }

  /** Whether a ServiceMonitor is rendered. */
  get scrapesMetrics(): boolean {
    const { enabled, serviceMonitor } = this.values.backstage.metrics;
    return Boolean(enabled && serviceMonitor.enabled);
  }

  get portal(): Portal {
    this.derivedPortal ??= portalOf(
      this.subject,
      () => ({
        apiUrl: this.subject.reproduces('api-url'),
        cspScheme: this.subject.reproduces('csp-scheme'),
        jenkins: this.subject.reproduces('jenkins-always-on'),
        largeNumbers: this.subject.reproduces('large-numbers'),
      }),
      () => (this.subject.reproduces('replaced-connection') ? [] : this.replacedConnection),
    );
    return this.derivedPortal;
  }

  get replacedConnection(): readonly ConnectionPart[] {
    return replacedConnection(this.values, this.subject.release, this);
  }

  placeOf(credential: Credential, setBy: string): CredentialPlace {
    const { secretName, secretKeys, database } = this.values.backstage;
    const place = isExternal(this.values) ? 'store' : 'Secret';
    return credentialPlace({ ...database, secretName, secretKeys, place }, credential, setBy);
  }

  get customVariables(): readonly CustomVariable[] {
    this.derivedVariables ??= this.deriveVariables();
    return this.derivedVariables;
  }

  /** Custom variables before those of the chart: `env`, then `extraEnv`. */
  get env(): readonly EnvVar[] {
    const { env = [], extraEnv = [] } = this.values.backstage;
    return [...env, ...extraEnv];
  }

  get appConfig(): JsonMap | undefined {
    const { appConfig } = this.values.backstage;
    return appConfig && isJsonMap(appConfig) && Object.keys(appConfig).length > 0 ? appConfig : undefined;
  }

  get volumeMounts(): readonly VolumeMount[] {
    this.derivedMounts ??= this.deriveMounts();
    return this.derivedMounts;
  }

  /** Option for a writable `/tmp` (defect `writable-tmp`). */
  get tmp(): TmpOption {
    return this.values.backstage.tmp ?? (this.subject.reproduces('writable-tmp') ? false : undefined);
  }

  private deriveVariables(): readonly CustomVariable[] {
    const { env = [], extraEnv = [] } = this.values.backstage;
    return [...withPaths('backstage.env', env), ...withPaths('backstage.extraEnv', extraEnv)];
  }

  private deriveMounts(): readonly VolumeMount[] {
    const { values, release } = this.subject;
    const { containerSecurityContext, extraVolumeMounts = [] } = values.backstage;
    const files = release.profile.configFiles(this.portal, release.names);
    const mounts = [
      ...databaseMounts(this.portal.database),
      ...files.map(configMount),
      ...(this.appConfig ? [configMount(APP_CONFIG)] : []),
    ];
    const tmp = tmpSource(this.tmp, containerSecurityContext, [...mounts, ...extraVolumeMounts]);
    return [...mounts, ...(tmp ? [{ name: TMP.volume, mountPath: TMP.folder }] : [])];
  }
}

/** Returns the variables with their paths. A variable without a name is here only if its rule is switched off. */
function withPaths(list: string, variables: readonly EnvVar[]): CustomVariable[] {
  return variables.flatMap(({ name, value, valueFrom }, index) =>
    typeof name === 'string'
      ? [{ path: itemPath(list, index), name, value, secret: valueFrom?.secretKeyRef?.name }]
      : [],
  );
}
