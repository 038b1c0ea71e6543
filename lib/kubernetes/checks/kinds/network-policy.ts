import type { IPBlock, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { isCidr, isWithin } from '../../ip';
import { PORT_NAME } from '../../names';
import { checkForm, checkNotEmpty, checkPort } from '../basics';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Checks of NetworkPolicies. */
export const networkPolicyChecks = {
  NetworkPolicySpec({ policyTypes = [] }: Given<NetworkPolicySpec>, at: Place) {
    const place = at.at('policyTypes');
    if (policyTypes.length > 2) {
      place.refuse(`must have at most 2 entries, got ${policyTypes.length}`, 'remove the others');
    }
    for (const [index, type] of policyTypes.entries()) {
      checkNotEmpty(type, place.at(index));
    }
  },

  NetworkPolicyPeer({ podSelector, namespaceSelector, ipBlock }: Given<NetworkPolicyPeer>, at: Place) {
    if (podSelector === undefined && namespaceSelector === undefined && ipBlock === undefined) {
      at.refuse('must have podSelector, namespaceSelector or ipBlock', 'set one of them, or remove the entry');
    } else if (ipBlock !== undefined && (podSelector !== undefined || namespaceSelector !== undefined)) {
      at.refuse('must not have a selector beside ipBlock', 'write them as two entries');
    }
  },

  NetworkPolicyPort({ port, endPort, protocol }: Given<NetworkPolicyPort>, at: Place) {
    checkNotEmpty(protocol, at.at('protocol'));
    if (typeof port === 'string') {
      checkForm(port, PORT_NAME, at.at('port'));
    } else if (port !== undefined) {
      checkPort(port, at.at('port'));
    }
    if (endPort === undefined) {
      return;
    }
    checkPort(endPort, at.at('endPort'));
    if (typeof port !== 'number') {
      at.at('endPort').refuse('must not be set, because port is not a number', 'set port to the first port');
    } else if (endPort < port) {
      at.at('endPort').refuseValue(endPort, `at least the port, which is ${port}`, 'set it to the last port');
    }
  },

  IPBlock({ cidr = '', except = [] }: Given<IPBlock>, at: Place) {
    const oldForms = at.isBefore(36);
    const isBlock = isCidr(cidr, { oldForms });
    if (!isBlock) {
      at.at('cidr').refuseValue(cidr, 'a block of IP addresses', 'write it as 10.0.0.0/8 or 2001:db8::/32');
    }
    for (const [index, block] of except.entries()) {
      const place = at.at('except').at(index);
      if (!isCidr(block, { oldForms })) {
        place.refuseValue(block, 'a block of IP addresses', 'write it as 10.0.0.0/8 or 2001:db8::/32');
      } else if (isBlock && (!isWithin(block, cidr) || isWithin(cidr, block))) {
        place.refuseValue(block, `a part of ${cidr}`, 'set it to a smaller block of these addresses, or remove it');
      }
    }
  },
} satisfies TypeChecks;
