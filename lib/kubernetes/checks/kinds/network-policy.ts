import type { IPBlock, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { isWithin } from '../../ip';
import { checkCidr } from '../addresses';
import { checkLength } from '../lists';
import { checkPort } from '../numbers';
import type { Place } from '../place';
import { checkNotEmpty } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Checks of NetworkPolicies. */
export const networkPolicyChecks = {
  NetworkPolicySpec({ policyTypes = [] }: Given<NetworkPolicySpec>, at: Place) {
    const place = at.at('policyTypes');
    checkLength(policyTypes, 2, place);
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
    if (port !== undefined) {
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

  IPBlock({ cidr, except = [] }: Given<IPBlock>, at: Place) {
    const isBlock = checkCidr(cidr, at.at('cidr'));
    for (const [index, block] of except.entries()) {
      const place = at.at('except').at(index);
      if (
        checkCidr(block, place) &&
        isBlock &&
        cidr !== undefined &&
        (!isWithin(block, cidr) || isWithin(cidr, block))
      ) {
        place.refuseValue(block, `a part of ${cidr}`, 'set it to a smaller block of these addresses, or remove it');
      }
    }
  },
} satisfies TypeChecks;
