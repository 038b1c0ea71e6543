import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ConfigMap, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { ConfigFile } from '../backstage/profile';
import { configMount } from '../backstage/volumes';
import { blockYaml } from '../util/block-yaml';
import { dataMap, json } from '../util/data-shape';
import { sortedMap } from '../util/json';
import { sha256 } from '../util/sha256';
import { type Shapes, text } from '../util/shape';
import { checkProps } from './check-props';
import { checkObjectsAround } from './object-checks';
import { RESOURCE_PROPS } from './prop-shapes';
import { BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link BackstageConfigFile}. */
export interface BackstageConfigFileProps extends BackstageResourceProps, ConfigFile {}

const PROPS: Shapes<BackstageConfigFileProps> = {
  ...RESOURCE_PROPS,
  volume: text,
  file: text,
  configMap: text,
  content: dataMap({}, json),
};

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
    checkProps(scope, id, props, PROPS);
    super(scope, id);
    checkObjectsAround(this);
    const { volume, file } = props;
    this.configMap = new BackstageConfigMap(this, 'ConfigMap', props);
    this.volumes = [{ name: volume, configMap: { name: this.configMap.name } }];
    this.volumeMounts = [configMount(props)];
    this.args = ['--config', file];
  }
}

/** ConfigMap with a configuration file. {@link BackstageConfigFile} creates it. */
export class BackstageConfigMap extends BackstageResource {
  readonly apiObject: ApiObject;

  private readonly content: ConfigFile['content'];

  constructor(scope: Construct, id: string, props: BackstageConfigFileProps) {
    super(scope, id, props);
    this.content = props.content;
    this.apiObject = this.resource<ConfigMap>(
      { apiVersion: 'v1', kind: 'ConfigMap', name: props.configMap },
      { data: { [props.file]: yamlText(props.content) } },
    );
  }

  /**
   * SHA-256 of the file with sorted keys, which the Deployment writes into a pod annotation. Pods then restart when the content
   * changes, because Kubernetes does not update files mounted by `subPath`. The order of keys does not change it.
   */
  get contentHash(): string {
    return sha256(yamlText(sortedMap(this.content)));
  }
}

const MOST_TEXTS = 100;
const texts = new Map<string, string>();

/** Returns content as YAML. Keeps up to 100 results, because environments share files and formatting is slow. */
function yamlText(content: ConfigFile['content']): string {
  const key = JSON.stringify(content, exactScalar);
  const known = texts.get(key);
  if (known !== undefined) {
    return known;
  }
  if (texts.size >= MOST_TEXTS) {
    texts.clear();
  }
  const text = blockYaml(content, Object.entries);
  texts.set(key, text);
  return text;
}

/** Writes a number as a text with a mark, because JSON has no infinity, no NaN and no negative zero. */
function exactScalar(_key: string, value: unknown): unknown {
  return typeof value === 'number'
    ? `number ${Object.is(value, -0) ? '-0' : value}`
    : typeof value === 'string'
      ? `text ${value}`
      : value;
}
