import type { Service, ServicePort, ServiceSpec } from 'kubernetes-types/core/v1';
import { isCidr } from '../../ip';
import { DNS_LABEL, LABEL_KEY } from '../../names';
import { checkUniqueMember } from '../lists';
import { requireMember } from '../members';
import { checkLabels } from '../metadata';
import { checkPort, checkRange, type Range } from '../numbers';
import type { Place } from '../place';
import { checkForm, checkNotEmpty, checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkAddresses, isHeadless } from './service-addresses';

/** First and last port of nodes that Kubernetes gives to Services, if the cluster does not set others. */
const NODE_PORTS: Range = [30_000, 32_767];

/** Longest affinity of a session, in seconds. */
const MAX_AFFINITY = 86_400;

/** Annotation that set `loadBalancerSourceRanges` before. */
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Annotation that sets how traffic stays in a zone, and the one before it. */
const TOPOLOGY = 'service.kubernetes.io/topology-mode';
const OLD_TOPOLOGY = 'service.kubernetes.io/topology-aware-hints';

/** Checks of Services. */
export const serviceChecks = {
  Service({ metadata, spec }: Given<Service>, at: Place) {
    requireMember(spec, at.at('spec'));
    const annotations = metadata?.annotations ?? {};
    const place = at.at('metadata').at('annotations').hiding('everything');
    const [mode, hints] = [annotations[TOPOLOGY], annotations[OLD_TOPOLOGY]];
    if (mode !== undefined && hints !== undefined && mode !== hints) {
      place.at(TOPOLOGY).refuse(`must be the same as ${OLD_TOPOLOGY}`, `remove ${OLD_TOPOLOGY}`);
    }
    const ranges = annotations[SOURCE_RANGES];
    if (ranges !== undefined && !spec?.loadBalancerSourceRanges?.length) {
      checkSourceRanges(ranges.trim() === '' ? [] : ranges.split(','), spec?.type, place.at(SOURCE_RANGES));
    }
  },

  ServiceSpec(spec: Given<ServiceSpec>, at: Place) {
    checkPorts(spec, at);
    checkAddresses(spec, at);
    checkLabels(spec.selector ?? {}, at.at('selector'));
    checkAffinity(spec, at);
    checkLoadBalancer(spec, at);
    checkTraffic(spec, at);
  },

  ServicePort({ name, port, targetPort, nodePort, appProtocol }: Given<ServicePort>, at: Place) {
    if (name) {
      checkForm(name, DNS_LABEL, at.at('name'));
    }
    checkPort(port, at.at('port'));
    if (targetPort) {
      checkPort(targetPort, at.at('targetPort'));
    }
    if (nodePort) {
      checkRange(nodePort, NODE_PORTS, at.at('nodePort'));
    }
    if (appProtocol !== undefined) {
      checkForm(appProtocol, LABEL_KEY, at.at('appProtocol'));
    }
  },
} satisfies TypeChecks;

function checkPorts(spec: Given<ServiceSpec>, at: Place): void {
  const { ports = [], type } = spec;
  const place = at.at('ports');
  if (ports.length === 0 && type !== 'ExternalName' && !isHeadless(spec)) {
    place.refuse('must have an entry', 'add a port');
  }
  const given = ports.map((port) => ({ ...port, protocol: port.protocol || 'TCP' }));
  for (const [index, { name, nodePort }] of given.entries()) {
    if (!name && given.length > 1) {
      place.at(index).at('name').refuse('is required, because there are several ports', 'set it');
    }
    if (nodePort && (type || 'ClusterIP') === 'ClusterIP') {
      place.at(index).at('nodePort').refuse('must not be set, because the type is ClusterIP', 'remove it');
    }
  }
  checkUniqueMember(given, place, 'port', ({ port = 0, protocol }) => `${port}/${protocol}`);
  checkUniqueMember(given, place, 'name', ({ name }) => name || undefined);
  for (const [index, { nodePort, port }] of given.entries()) {
    // Ports with one number and several protocols may share a port of the nodes.
    const isTaken = given.slice(0, index).some((other) => other.nodePort === nodePort && other.port !== port);
    if (nodePort && isTaken) {
      place.at(index).at('nodePort').refuseValue(nodePort, 'a port that no other entry has', 'change it, or remove it');
    }
  }
}

function checkAffinity({ sessionAffinity, sessionAffinityConfig }: Given<ServiceSpec>, at: Place): void {
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (sessionAffinity === 'ClientIP' && seconds !== undefined) {
    const place = at.at('sessionAffinityConfig').at('clientIP').at('timeoutSeconds');
    checkRange(seconds, [1, MAX_AFFINITY], place);
  }
}

function checkLoadBalancer(spec: Given<ServiceSpec>, at: Place): void {
  const { type, loadBalancerClass, loadBalancerSourceRanges = [] } = spec;
  if (loadBalancerSourceRanges.length > 0) {
    checkSourceRanges(loadBalancerSourceRanges, type, at.at('loadBalancerSourceRanges'));
  }
  if (type === 'LoadBalancer') {
    if (loadBalancerClass !== undefined) {
      checkForm(loadBalancerClass, LABEL_KEY, at.at('loadBalancerClass'));
    }
    return;
  }
  for (const key of ['allocateLoadBalancerNodePorts', 'loadBalancerClass'] as const) {
    if (spec[key] !== undefined) {
      at.at(key).refuse('must not be set, because the type is not LoadBalancer', 'remove it');
    }
  }
}

function checkSourceRanges(ranges: readonly string[], type: string | undefined, at: Place): void {
  if (type !== 'LoadBalancer') {
    at.refuse('must not be set, because the type is not LoadBalancer', 'remove it');
  }
  for (const range of ranges.map((text) => text.trim())) {
    if (!isCidr(range, { oldForms: at.isBefore(36) })) {
      at.refuseValue(range, 'blocks of IP addresses', 'write each as 10.0.0.0/8 or 2001:db8::/32');
    }
  }
}

function checkTraffic(spec: Given<ServiceSpec>, at: Place): void {
  const { type, externalTrafficPolicy, healthCheckNodePort, trafficDistribution } = spec;
  const isOpen = type === 'LoadBalancer' || type === 'NodePort' || isReachedByExternalIp(spec);
  if (externalTrafficPolicy && !isOpen) {
    at.at('externalTrafficPolicy').refuse('must not be set, because the Service is internal', 'remove it');
  }
  if (healthCheckNodePort) {
    if (type === 'LoadBalancer' && externalTrafficPolicy === 'Local') {
      checkPort(healthCheckNodePort, at.at('healthCheckNodePort'));
    } else {
      const reason = 'because the Service is not a LoadBalancer with externalTrafficPolicy: Local';
      at.at('healthCheckNodePort').refuse(`must not be set, ${reason}`, 'remove it');
    }
  }
  checkNotEmpty(spec.internalTrafficPolicy, at.at('internalTrafficPolicy'));
  if (trafficDistribution !== undefined) {
    const same = at.isBefore(34) ? [] : ['PreferSameZone', 'PreferSameNode'];
    checkOneOf(trafficDistribution, ['PreferClose', ...same], at.at('trafficDistribution'));
  }
}

function isReachedByExternalIp({ type, externalIPs = [] }: Given<ServiceSpec>): boolean {
  return (type || 'ClusterIP') === 'ClusterIP' && externalIPs.length > 0;
}
