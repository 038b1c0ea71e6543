import type { ServiceSpec } from 'kubernetes-types/core/v1';
import { isDnsName } from '../../dns';
import { isIpv4, isSpecialIp } from '../../ip';
import { checkIp } from '../addresses';
import { checkLength, checkUnique } from '../lists';
import type { Place } from '../place';
import { checkNotEmpty } from '../texts';
import type { Given } from '../type-check';

/** Value of `clusterIP` of a Service without an address. */
const NONE = 'None';

/** Checks whether a Service has no address of the cluster. */
export function isHeadless({ clusterIP, clusterIPs = [] }: Given<ServiceSpec>): boolean {
  const addresses = clusterIPs.length === 0 ? [clusterIP] : clusterIPs;
  return addresses.length === 1 && addresses[0] === NONE;
}

/** Checks the addresses of a Service, their families, and its external name. */
export function checkAddresses(spec: Given<ServiceSpec>, at: Place): void {
  const { type, externalIPs = [] } = spec;
  if (type === 'ExternalName') {
    checkExternalName(spec, at);
  } else {
    checkClusterIps(spec, at);
    checkFamilies(spec, at);
  }
  for (const [index, address] of externalIPs.entries()) {
    const place = at.at('externalIPs').at(index);
    if (checkIp(address, place) && isSpecialIp(address)) {
      place.refuseValue(address, 'an address that other machines reach', 'set it to such an address');
    }
  }
}

function checkExternalName(spec: Given<ServiceSpec>, at: Place): void {
  const { externalName, clusterIP, clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec;
  if (!isDnsName((externalName ?? '').replace(/\.$/, ''))) {
    at.at('externalName').refuseValue(externalName, 'a DNS name', 'write it as example.com');
  }
  const set = {
    clusterIP: clusterIP || undefined,
    clusterIPs: clusterIPs[0],
    ipFamilies: ipFamilies[0],
    ipFamilyPolicy,
  };
  for (const [key, value] of Object.entries(set)) {
    if (value !== undefined) {
      at.at(key).refuse('must not be set, because the type is ExternalName', 'remove it');
    }
  }
}

function checkClusterIps(spec: Given<ServiceSpec>, at: Place): void {
  const { type, clusterIP, clusterIPs = [], ipFamilies = [] } = spec;
  const place = at.at('clusterIPs');
  if (isHeadless(spec) && (type === 'LoadBalancer' || type === 'NodePort')) {
    at.at('clusterIP').refuse(`must not be None, because the type is ${type}`, 'remove it');
  }
  if (clusterIPs.length > 0 && clusterIPs[0] !== clusterIP) {
    at.at('clusterIP').refuseValue(clusterIP, 'the first entry of clusterIPs', 'set both, or neither');
  }
  if (isHeadless(spec)) {
    return;
  }
  checkLength(clusterIPs, 2, place);
  const addresses = clusterIPs.length === 0 && clusterIP ? [clusterIP] : clusterIPs;
  for (const [index, address] of addresses.entries()) {
    const here = clusterIPs.length === 0 ? at.at('clusterIP') : place.at(index);
    const family = ipFamilies[index];
    if (checkIp(address, here) && family && family !== familyOf(address)) {
      here.refuseValue(address, `an ${family} address, as in ipFamilies`, 'set both to the same family');
    }
  }
  checkUnique(clusterIPs, place, familyOf);
}

function checkFamilies(spec: Given<ServiceSpec>, at: Place): void {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy, selector = {} } = spec;
  const place = at.at('ipFamilies');
  for (const [index, family] of ipFamilies.entries()) {
    checkNotEmpty(family, place.at(index));
  }
  checkUnique(ipFamilies, place, (family) => family);
  checkNotEmpty(ipFamilyPolicy, at.at('ipFamilyPolicy'));
  const isDual = isHeadless(spec) && Object.keys(selector).length === 0;
  const policy = ipFamilyPolicy ?? (isDual ? 'RequireDualStack' : 'SingleStack');
  if (policy === 'SingleStack' && (ipFamilies.length > 1 || clusterIPs.length > 1)) {
    at.at('ipFamilyPolicy').refuse('must not be SingleStack with two families', 'set it to PreferDualStack');
  }
}

function familyOf(address: string): 'IPv4' | 'IPv6' {
  return isIpv4(address) ? 'IPv4' : 'IPv6';
}
