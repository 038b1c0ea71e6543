import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dump } from 'js-yaml';
import type { ConfigMap, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { appConfigMounts, appConfigVariables, configNames } from '../backstage/app-config-variables';
import { plainTextSecrets } from '../backstage/secrets';
import { APP_CONFIG } from '../backstage/volumes';
import type { JsonMap } from '../util/json';
import { sha256 } from '../util/sha256';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

const PLAIN_TEXT_SECRET =
  'must not be a secret in plain text, got one (not shown); write ${NAME} instead, and set the variable NAME from a Secret in extraEnv';

/** Settings of {@link BackstageAppConfig}. */
export interface BackstageAppConfigProps extends BackstageResourceProps {
  /**
   * Custom Backstage configuration, as in an `app-config.yaml`; it overrides the image's (values:
   * `backstage.appConfig`). It must not contain secrets: write `${NAME}`, and set the variable `NAME` from a Secret.
   */
  readonly appConfig: JsonMap;
}

/**
 * Custom Backstage configuration, in the form that the Deployment passes to Backstage.
 *
 * Backstage reads configuration from variables `APP_CONFIG_…` and from files. If variables can express the
 * configuration, the construct uses them and renders no object. The image's command then stays unchanged.
 *
 * Variables cannot express, for example, a `$` or a hyphen in a first-level key. The construct then renders the
 * ConfigMap `<fullname>-backstage-extra-config`. The container mounts its file and passes it with `--config`. Later
 * chart versions use the same name (template `extra-config-configmap`).
 *
 * Synthesis fails if the configuration contains a secret in plain text.
 */
export class BackstageAppConfig extends Construct {
  /** Names of the variables that would set the same keys. Custom variables must not overlap with them. */
  readonly names: readonly string[];
  /** Variables that hold the configuration; empty if a file holds it. */
  readonly env: readonly EnvVar[];
  /** Volume with the file; empty if variables hold the configuration. */
  readonly volumes: readonly Volume[];
  /** Mounts of {@link volumes} in the container. */
  readonly volumeMounts: readonly VolumeMount[];
  /** Arguments that pass the file to Backstage; empty if variables hold the configuration. */
  readonly args: readonly string[];
  /** The rendered ConfigMap; absent if variables hold the configuration. */
  readonly configMap?: BackstageAppConfigMap;

  constructor(scope: Construct, id: string, props: BackstageAppConfigProps) {
    super(scope, id);
    const { appConfig } = props;
    addCheck(this, () => [...plainTextSecrets(appConfig, 'appConfig')].map((path) => `${path}: ${PLAIN_TEXT_SECRET}`));
    this.names = configNames(appConfig);
    const variables = appConfigVariables(appConfig);
    this.env = variables ?? [];
    this.volumeMounts = appConfigMounts(appConfig);
    this.args = variables ? [] : ['--config', APP_CONFIG.file];
    this.configMap = variables ? undefined : new BackstageAppConfigMap(this, 'ConfigMap', props);
    this.volumes = this.configMap ? [{ name: APP_CONFIG.volume, configMap: { name: this.configMap.name } }] : [];
  }
}

/** ConfigMap `<fullname>-backstage-extra-config` with the configuration file. {@link BackstageAppConfig} creates it. */
export class BackstageAppConfigMap extends BackstageResource {
  readonly apiObject: ApiObject;
  /**
   * SHA-256 of the file, which the Deployment writes into a pod annotation. Pods then restart when the file changes,
   * because Kubernetes does not update files mounted by `subPath`.
   */
  readonly contentHash: string;

  constructor(scope: Construct, id: string, props: BackstageAppConfigProps) {
    super(scope, id, props);
    const text = dump(props.appConfig, { noRefs: true, lineWidth: -1 });
    this.contentHash = sha256(text);
    this.apiObject = this.resource<ConfigMap>(
      { apiVersion: 'v1', kind: 'ConfigMap', name: this.release.names.appConfig },
      { data: { [APP_CONFIG.file]: text } },
    );
  }
}
