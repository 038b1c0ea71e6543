import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dump } from 'js-yaml';
import type { ConfigMap, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { secretsInClear } from './app-config-secrets';
import { appConfigVariables, configNames } from './app-config-variables';
import type { JsonMap } from './json';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import { sha256 } from './sha256';
import { APP_CONFIG } from './volumes';

const IN_CLEAR =
  'must not be a secret in clear, got one (not shown); write ${NAME}, and set the variable NAME from a Secret in extraEnv';

/** Settings of {@link BackstageAppConfig}. */
export interface BackstageAppConfigProps extends BackstageResourceProps {
  /**
   * Backstage's own configuration, any tree; it wins over that of the image (values: `backstage.appConfig`). No secret
   * belongs in it: `${NAME}` stands for a variable of the container.
   */
  readonly appConfig: JsonMap;
}

/**
 * Backstage's own configuration as the Deployment sees it: variables `APP_CONFIG_…`, with which the image's default
 * command stays as it is, or a file passed by `--config` where variables cannot express it.
 *
 * Renders a ConfigMap `<fullname>-backstage-extra-config` for the file and nothing otherwise (Backstage: static
 * configuration; chart 1.x: extra-config-configmap).
 */
export class BackstageAppConfig extends Construct {
  /** Names of the variables that would set what the configuration sets. */
  readonly names: readonly string[];
  /** Variables that hold the configuration; none where it is in a file. */
  readonly env: readonly EnvVar[];
  /** The file's volume; none where variables hold the configuration. */
  readonly volumes: readonly Volume[];
  /** Where the container mounts {@link volumes}. */
  readonly volumeMounts: readonly VolumeMount[];
  /** Arguments that pass the file to Backstage; none where variables hold the configuration. */
  readonly args: readonly string[];
  /** The rendered ConfigMap; absent where variables hold the configuration. */
  readonly configMap?: BackstageAppConfigMap;

  constructor(scope: Construct, id: string, props: BackstageAppConfigProps) {
    super(scope, id);
    const variables = appConfigVariables(props.appConfig);
    addCheck(this, () => [...secretsInClear(props.appConfig, 'appConfig')].map((path) => `${path}: ${IN_CLEAR}`));
    this.names = configNames(props.appConfig);
    this.env = variables ?? [];
    if (variables) {
      this.volumes = [];
      this.volumeMounts = [];
      this.args = [];
    } else {
      const { volume, file, path } = APP_CONFIG;
      this.configMap = new BackstageAppConfigMap(this, 'ConfigMap', props);
      this.volumes = [{ name: volume, configMap: { name: this.configMap.name } }];
      this.volumeMounts = [{ name: volume, mountPath: path, subPath: file, readOnly: true }];
      this.args = ['--config', file];
    }
  }
}

/**
 * The ConfigMap `<fullname>-backstage-extra-config` with the file. {@link BackstageAppConfig} makes it.
 */
export class BackstageAppConfigMap extends BackstageResource {
  readonly apiObject: ApiObject;
  /** SHA-256 of the file: pods mount a part of the volume, which does not follow changes, so they restart with them. */
  readonly contentHash: string;

  constructor(scope: Construct, id: string, props: BackstageAppConfigProps) {
    super(scope, id, props.release);
    const text = dump(props.appConfig, { noRefs: true, lineWidth: -1 });
    this.contentHash = sha256(text);
    this.apiObject = this.resource<ConfigMap>(
      { apiVersion: 'v1', kind: 'ConfigMap', name: this.release.appConfigName },
      { data: { [APP_CONFIG.file]: text } },
    );
  }
}
