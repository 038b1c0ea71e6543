import { Construct } from 'constructs';
import type { EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { appConfigVariables, configNames } from '../backstage/app-config-variables';
import { Release } from '../backstage/release';
import { plainTextSecrets } from '../backstage/secrets';
import { APP_CONFIG } from '../backstage/volumes';
import { dataMap, json } from '../util/data-shape';
import type { JsonMap } from '../util/json';
import type { Shapes } from '../util/shape';
import { checkProps } from './check-props';
import { BackstageConfigFile, type BackstageConfigMap } from './config-file';
import { checkObjectsAround } from './object-checks';
import { RESOURCE_PROPS } from './prop-shapes';
import { addCheck, type BackstageResourceProps } from './resource';

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

const PROPS: Shapes<BackstageAppConfigProps> = { ...RESOURCE_PROPS, appConfig: dataMap({}, json) };

/**
 * Custom Backstage configuration, in the form that the Deployment passes to Backstage.
 *
 * Backstage reads configuration from variables `APP_CONFIG_…` and from files. If variables can express the
 * configuration, the construct uses them and renders no object. The image's command then stays unchanged.
 *
 * Variables cannot express, for example, a `$` or a hyphen in a first-level key. The construct then renders the
 * ConfigMap `names.appConfig` of the release. The container mounts its file and passes it with `--config`. Since chart
 * version 1.0, the configuration is always a file (template `extra-config-configmap`).
 *
 * Synthesis fails if the configuration contains a secret in plain text.
 */
export class BackstageAppConfig extends Construct {
  /**
   * Custom configuration of the props.
   *
   * @internal
   */
  readonly tree: JsonMap;
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
  readonly configMap?: BackstageConfigMap;

  constructor(scope: Construct, id: string, props: BackstageAppConfigProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id);
    checkObjectsAround(this);
    const { appConfig, release = new Release() } = props;
    addCheck(this, () => [...plainTextSecrets(appConfig, 'appConfig')].map((path) => `${path}: ${PLAIN_TEXT_SECRET}`));
    this.tree = appConfig;
    this.names = configNames(appConfig);
    const { profile, names } = release;
    const variables = profile.appConfigIn === 'file' ? undefined : appConfigVariables(appConfig);
    this.env = variables ?? [];
    const file = variables
      ? undefined
      : new BackstageConfigFile(this, 'File', {
          ...props,
          release,
          ...APP_CONFIG,
          configMap: names.appConfig,
          content: appConfig,
        });
    this.configMap = file?.configMap;
    this.volumes = file?.volumes ?? [];
    this.volumeMounts = file?.volumeMounts ?? [];
    this.args = file?.args ?? [];
  }
}
