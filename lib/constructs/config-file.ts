import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dump } from 'js-yaml';
import type { ConfigMap, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { ConfigFile } from '../backstage/profile';
import { CONFIG_FOLDER } from '../backstage/volumes';
import { sha256 } from '../util/sha256';
import { BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link BackstageConfigFile}. */
export interface BackstageConfigFileProps extends BackstageResourceProps, ConfigFile {}

/**
 * Configuration file for Backstage in a ConfigMap. The container mounts it at `/app/<file>` and passes it with
 * `--config`. The Deployment creates the files of its chart version.
 */
export class BackstageConfigFile extends Construct {
  /** Volume with the file. */
  readonly volumes: readonly Volume[];
  /** Mount of the file in the container. */
  readonly volumeMounts: readonly VolumeMount[];
  /** Arguments that pass the file to Backstage. */
  readonly args: readonly string[];
  /** ConfigMap with the file. */
  readonly configMap: BackstageConfigMap;

  constructor(scope: Construct, id: string, props: BackstageConfigFileProps) {
    super(scope, id);
    const { volume, file } = props;
    this.configMap = new BackstageConfigMap(this, 'ConfigMap', props);
    this.volumes = [{ name: volume, configMap: { name: this.configMap.name } }];
    this.volumeMounts = [{ name: volume, mountPath: `${CONFIG_FOLDER}/${file}`, subPath: file, readOnly: true }];
    this.args = ['--config', file];
  }
}

/** ConfigMap with a configuration file. {@link BackstageConfigFile} creates it. */
export class BackstageConfigMap extends BackstageResource {
  readonly apiObject: ApiObject;
  /**
   * SHA-256 of the file, which the Deployment writes into a pod annotation. Pods then restart when the file changes,
   * because Kubernetes does not update files mounted by `subPath`.
   */
  readonly contentHash: string;

  constructor(scope: Construct, id: string, props: BackstageConfigFileProps) {
    super(scope, id, props);
    const text = dump(props.content, { noRefs: true, lineWidth: -1 });
    this.contentHash = sha256(text);
    this.apiObject = this.resource<ConfigMap>(
      { apiVersion: 'v1', kind: 'ConfigMap', name: props.configMap },
      { data: { [props.file]: text } },
    );
  }
}
