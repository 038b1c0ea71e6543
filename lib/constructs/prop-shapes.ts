import { Release } from '../backstage/release';
import type { Image } from '../kubernetes/image';
import { dataMap } from '../util/data-shape';
import {
  callable,
  either,
  hidden,
  listOf,
  mapOf,
  membersOf,
  number,
  objectLike,
  oneOf,
  optional,
  type Shape,
  type Shapes,
  secretText,
  shape,
  text,
} from '../util/shape';
import type { BackstageResourceProps, MetadataProps, ObjectMetadata } from './resource';

// Types of the props that several constructs have, for callers in JavaScript.

/** Release: made by this copy of the package, or by another one. */
export const RELEASE: Shape = shape(
  'a Release',
  (value) =>
    value instanceof Release || objectLike('', { names: dataMap(), labels: callable }).check(value, '').length === 0,
);

export const METADATA: Shape = membersOf<ObjectMetadata>({
  labels: optional(mapOf(text)),
  annotations: optional(mapOf(secretText)),
});

export const METADATA_PROPS: Shapes<MetadataProps> = { metadata: optional(METADATA) };

export const RESOURCE_PROPS: Shapes<BackstageResourceProps> = { ...METADATA_PROPS, release: optional(RELEASE) };

/** Pods of a workload, with the members that constructs read. A construct of another kind lacks some of them. */
const WORKLOAD: Readonly<Record<string, Shape>> = {
  release: RELEASE,
  namespace: optional(text),
  podLabels: mapOf(text),
  port: objectLike('a port', { name: text, number }),
  endpoints: objectLike('endpoints', { openchoreoApi: text, identityProvider: listOf(text) }),
  database: optional(objectLike('a database', { type: oneOf('sqlite', 'postgresql') })),
};

export const DEPLOYMENT: Shape = objectLike('a BackstageDeployment or another BackstageWorkload', WORKLOAD);

export const SCALABLE: Shape = objectLike('a BackstageDeployment or another ScalableWorkload', {
  ...WORKLOAD,
  apiObject: objectLike('an object', { apiVersion: text, kind: text, name: text }),
  markHasAutoscaler: callable,
});

export const SERVICE: Shape = objectLike('a BackstageService', {
  release: RELEASE,
  name: text,
  port: number,
  portName: text,
  selectorLabels: mapOf(text),
});

/** Size of cdk8s. */
export const SIZE: Shape = objectLike('a Size', { toKibibytes: callable });

export const IMAGE: Shape = membersOf<Image>({
  registry: optional(text),
  repository: optional(text),
  tag: optional(text),
  digest: optional(text),
  pullPolicy: optional(oneOf('Always', 'IfNotPresent', 'Never', false)),
});

const AMOUNTS = mapOf(either(text, number));
const SIZES = dataMap({ limit: SIZE, request: SIZE });
const CPU = objectLike('a Cpu of cdk8s-plus', { amount: text });

/** Resources of a container: requests and limits, or those of cdk8s-plus. */
export const RESOURCES: Shape = either(
  oneOf(false),
  dataMap({
    limits: AMOUNTS,
    requests: AMOUNTS,
    cpu: dataMap({ limit: CPU, request: CPU }),
    memory: SIZES,
    ephemeralStorage: SIZES,
  }),
);

/** Shapes of the parts of pods that the constructs read. */
export const VOLUME: Shape = dataMap({ name: text });
export const MOUNT: Shape = dataMap({ name: text, mountPath: text, subPath: text });
export const CONTAINER: Shape = dataMap({
  name: text,
  env: listOf(dataMap({ name: text })),
  ports: listOf(dataMap()),
  resources: dataMap({ limits: AMOUNTS, requests: AMOUNTS }),
  restartPolicy: text,
  volumeMounts: listOf(MOUNT),
});

/** Custom variables: a list, or values of cdk8s-plus by name. */
export const ENV: Shape = hidden(either(listOf(dataMap({ name: text })), mapOf(dataMap())));

export const TEXTS: Shape = mapOf(text);
