import type { HostAlias, PodDNSConfig } from 'kubernetes-types/core/v1';
import { DNS_NAME, type NameForm } from '../../names';
import { checkIp } from '../addresses';
import { checkLength } from '../lists';
import { requireMember } from '../members';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import type { Pod } from './pod';

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_LENGTH = 2048;

/** Checks of the hosts and DNS settings of a pod. */
export const networkChecks = {
  HostAlias({ ip, hostnames = [] }: Given<HostAlias>, at: Place) {
    checkIp(ip, at.at('ip'));
    for (const [index, host] of hostnames.entries()) {
      checkForm(host, DNS_NAME, at.at('hostnames').at(index));
    }
  },

  PodDNSConfig({ nameservers = [], searches = [], options = [] }: Given<PodDNSConfig>, at: Place) {
    checkLength(nameservers, MAX_NAMESERVERS, at.at('nameservers'));
    for (const [index, server] of nameservers.entries()) {
      checkIp(server, at.at('nameservers').at(index));
    }
    checkLength(searches, MAX_SEARCHES, at.at('searches'));
    const length = Buffer.byteLength(searches.join(' '));
    if (length > MAX_SEARCH_LENGTH) {
      const message = `must have at most ${MAX_SEARCH_LENGTH} characters together, got ${length}`;
      at.at('searches').refuse(message, 'remove some');
    }
    for (const [index, search] of searches.entries()) {
      checkSearch(search, at.at('searches').at(index));
    }
    for (const [index, { name }] of options.entries()) {
      requireMember(name, at.at('options').at(index).at('name'), 'set it to an option of resolv.conf');
    }
  },
} satisfies TypeChecks;

/** Checks that a pod which asks no DNS server of the cluster names another one. */
export function checkDnsPolicy({ dnsPolicy, dnsConfig }: Given<Pod>, at: Place): void {
  if (dnsPolicy === 'None' && !dnsConfig?.nameservers?.length) {
    const place = at.at('dnsConfig').at('nameservers');
    place.refuse('must have an IP address, because dnsPolicy is None', 'add the address of a DNS server');
  }
}

const PART = '_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?';
const SEARCH = new RegExp(`^${PART}(?:\\.${PART})*$`);

/** Names of DNS domains to search. */
const SEARCH_NAME: NameForm = {
  words: 'a DNS name: lower-case letters, digits, - and _, in parts separated by dots',
  fix: 'write it as my-namespace.svc.cluster.local',
  fits: (name) => SEARCH.test(name) && name.length <= 253,
};

function checkSearch(search: string, at: Place): void {
  const isOld = at.isBefore(33);
  if (search !== '.' || isOld) {
    checkForm(search.replace(/\.$/, ''), isOld ? DNS_NAME : SEARCH_NAME, at);
  }
}
