import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dump } from 'js-yaml';
import type { ConfigMap, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { appConfigMounts, appConfigVariables, configNames } from '../backstage/app-config-variables';
import { secretsInClear } from '../backstage/secrets';
import { APP_CONFIG } from '../backstage/volumes';
import type { JsonMap } from '../util/json';
import { sha256 } from '../util/sha256';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

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
 * configuration; later chart versions: extra-config-configmap).
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
    const { appConfig } = props;
    addCheck(this, () => [...secretsInClear(appConfig, 'appConfig')].map((path) => `${path}: ${IN_CLEAR}`));
    this.names = configNames(appConfig);
    const variables = appConfigVariables(appConfig);
    this.env = variables ?? [];
    this.volumeMounts = appConfigMounts(appConfig);
    this.args = variables ? [] : ['--config', APP_CONFIG.file];
    this.configMap = variables ? undefined : new BackstageAppConfigMap(this, 'ConfigMap', props);
    this.volumes = this.configMap ? [{ name: APP_CONFIG.volume, configMap: { name: this.configMap.name } }] : [];
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
    super(scope, id, props);
    const text = dump(props.appConfig, { noRefs: true, lineWidth: -1 });
    this.contentHash = sha256(text);
    this.apiObject = this.resource<ConfigMap>(
      { apiVersion: 'v1', kind: 'ConfigMap', name: this.release.names.appConfig },
      { data: { [APP_CONFIG.file]: text } },
    );
  }
}
