import { Size } from 'cdk8s';
import type { EnvFromSource, EnvVar, Probe, ResourceRequirements, Volume } from 'kubernetes-types/core/v1';
import { parseQuantity, type Quantity, storageQuantity } from './quantity';

// These types describe the objects of cdk8s-plus that this package reads or returns. They are structural, so that
// objects of every cdk8s-plus version fit. Classes of cdk8s-plus call `_toKube` on each other to get parts of a
// manifest.

/** Kubernetes type in wire format. The compiler rejects cdk8s-plus objects that only look similar. */
export type Wire<T> = T & { readonly node?: undefined; readonly _toKube?: undefined };

/** A cdk8s-plus `Volume`. */
export interface PlusVolume {
  readonly name: string;
  /** Returns the volume as cdk8s-plus renders it. */
  _toKube(): { readonly name: string; readonly volumeMounts?: never };
}

/** A cdk8s-plus `EnvFrom`. */
export interface PlusEnvFrom {
  /** Returns the source as cdk8s-plus renders it. */
  _toKube(): { readonly prefix?: string; readonly configMapRef?: object; readonly secretRef?: object };
}

/** A cdk8s-plus `Probe`. */
export interface PlusProbe {
  /** Returns the probe of a container as cdk8s-plus renders it. */
  _toKube(container: { readonly portNumber?: number }): {
    readonly initialDelaySeconds?: number;
    readonly periodSeconds?: number;
    readonly failureThreshold?: number;
  };
}

/** A cdk8s-plus `EnvValue`: the value of a variable. */
export interface PlusEnvValue {
  readonly value?: unknown;
  readonly valueFrom?: unknown;
}

/** A cdk8s-plus `ContainerResources`: requests and limits. */
export interface PlusContainerResources {
  readonly cpu?: PlusBounds<{ readonly amount: string }>;
  readonly memory?: PlusBounds<Size>;
  readonly ephemeralStorage?: PlusBounds<Size>;
}

interface PlusBounds<Amount> {
  readonly request?: Amount;
  readonly limit?: Amount;
}

/** A cdk8s-plus `Service`. */
export interface PlusService {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
  readonly ports: readonly { readonly port: number }[];
}

/** A cdk8s-plus `IngressTls`. */
export interface PlusIngressTls {
  readonly hosts?: readonly string[];
  readonly secret?: { readonly name: string };
}

/** A cdk8s-plus `PodSelectorConfig`, with the members that this package sets. */
export interface PlusPodSelectorConfig {
  readonly labelSelector: { isEmpty(): boolean };
  readonly namespaces?: { readonly names?: string[] };
}

/** A cdk8s-plus `NetworkPolicyPeerConfig`, with the members that this package sets. */
export interface PlusNetworkPolicyPeerConfig {
  readonly podSelector?: PlusPodSelectorConfig;
}

/** A cdk8s-plus `ScalingTarget`, with the members that this package sets. */
export interface PlusScalingTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly containers: { readonly image: string; readonly resources?: PlusContainerResources }[];
  readonly replicas?: number;
}

// A string is not assignable to an enum. TypeScript treats enums with the same name and members as one type, so these
// declarations accept the enums of cdk8s-plus.

/** The `ImagePullPolicy` of cdk8s-plus. */
export declare enum ImagePullPolicy {
  ALWAYS = 'Always',
  IF_NOT_PRESENT = 'IfNotPresent',
  NEVER = 'Never',
}

/** The `ServiceType` of cdk8s-plus. */
export declare enum ServiceType {
  CLUSTER_IP = 'ClusterIP',
  NODE_PORT = 'NodePort',
  LOAD_BALANCER = 'LoadBalancer',
  EXTERNAL_NAME = 'ExternalName',
}

/** The `HttpIngressPathType` of cdk8s-plus. */
export declare enum HttpIngressPathType {
  PREFIX = 'Prefix',
  EXACT = 'Exact',
  IMPLEMENTATION_SPECIFIC = 'ImplementationSpecific',
}

/** Returns a volume in wire format. */
export function wireVolume(volume: Volume | PlusVolume): Volume {
  return '_toKube' in volume ? { ...wireFormat(volume._toKube()), name: volume.name } : volume;
}

/** Returns a source of variables in wire format. */
export function wireEnvFrom(source: EnvFromSource | PlusEnvFrom): EnvFromSource {
  return '_toKube' in source ? wireFormat(source._toKube()) : source;
}

/** Returns a probe in wire format. */
export function wireProbe(probe: Probe | PlusProbe, port: number): Probe {
  return '_toKube' in probe ? wireFormat(probe._toKube({ portNumber: port })) : probe;
}

/** Returns a variable in wire format. */
export function wireVariable(name: string, { value, valueFrom }: PlusEnvValue): EnvVar {
  return {
    name,
    ...(value !== undefined && { value: String(value) }),
    ...(typeof valueFrom === 'object' && valueFrom !== null && { valueFrom: wireFormat(valueFrom) }),
  };
}

/** Returns a cdk8s-plus `PodSelectorConfig` that selects the pods with these labels. */
export function podSelectorConfig(labels: Readonly<Record<string, string>>, namespace: string | undefined) {
  const labelSelector = {
    isEmpty: () => Object.keys(labels).length === 0,
    _toKube: () => ({ matchLabels: { ...labels } }),
  };
  return { labelSelector, ...(namespace !== undefined && { namespaces: { names: [namespace] } }) };
}

/** Returns a cdk8s-plus `IngressBackend` for a port of a Service. */
export function ingressBackend(serviceName: string, port: number) {
  return { _toKube: () => ({ service: { name: serviceName, port: { number: port } } }) };
}

/**
 * Returns resource requests and limits in wire format. The input may also be a cdk8s-plus `ContainerResources`.
 *
 * Wire format has the members `limits`, `requests` and `claims`. cdk8s-plus has `cpu`, `memory` and `ephemeralStorage`.
 */
export function wireResources(resources: ResourceRequirements | PlusContainerResources): ResourceRequirements {
  if (!isContainerResources(resources)) {
    return resources;
  }
  const amounts = (bound: 'limit' | 'request') => {
    const { cpu, memory, ephemeralStorage } = resources;
    return {
      ...cpuAmount(cpu?.[bound]),
      ...storageAmount('memory', memory?.[bound]),
      ...storageAmount('ephemeral-storage', ephemeralStorage?.[bound]),
    };
  };
  const limits = amounts('limit');
  const requests = amounts('request');
  return {
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(Object.keys(requests).length > 0 && { requests }),
  };
}

function isContainerResources(
  resources: ResourceRequirements | PlusContainerResources,
): resources is PlusContainerResources {
  return 'cpu' in resources || 'memory' in resources || 'ephemeralStorage' in resources;
}

function cpuAmount(cpu: { readonly amount: string } | undefined): Record<string, string> {
  return cpu ? { cpu: cpu.amount } : {};
}

function storageAmount(resource: string, size: Size | undefined): Record<string, string> {
  return size ? { [resource]: storageQuantity(size) } : {};
}

/** Returns requests and limits of CPU and memory as a cdk8s-plus `ContainerResources`. */
export function containerResources({ limits, requests }: ResourceRequirements): PlusContainerResources {
  const cpu = (amount: Quantity | undefined) => (amount === undefined ? undefined : { amount: String(amount) });
  const memory = (amount: Quantity | undefined) =>
    amount === undefined ? undefined : Size.kibibytes(Math.ceil(parseQuantity(amount) / 1024));
  return {
    cpu: { limit: cpu(limits?.cpu), request: cpu(requests?.cpu) },
    memory: { limit: memory(limits?.memory), request: memory(requests?.memory) },
  };
}

/** Kubernetes' names of members that cdk8s-plus spells differently. The outer key is the member above them. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  awsElasticBlockStore: { volumeId: 'volumeID' },
  azureDisk: { diskUri: 'diskURI' },
};

/**
 * Converts a part of a cdk8s-plus manifest to wire format. cdk8s-plus wraps quantities and ports in objects with a
 * `value`.
 */
function wireFormat(part: object, renamed: Readonly<Record<string, string>> = {}): object {
  const members = Object.entries(part).flatMap(([key, member]: [string, unknown]) =>
    member === undefined || member === null ? [] : [[renamed[key] ?? key, wireValue(member, RENAMED[key])]],
  );
  return Object.fromEntries(members);
}

function wireValue(value: unknown, renamed?: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => wireValue(item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const isBoxed = 'value' in value && Object.getPrototypeOf(value) !== Object.prototype;
  return isBoxed ? value.value : wireFormat(value, renamed);
}
