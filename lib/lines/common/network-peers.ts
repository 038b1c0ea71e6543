import type { NetworkPeers, NetworkPorts } from '../../constructs/network-peers';
import { omitEmptyLists } from '../../util/omit-empty';

// Peers and ports of outgoing traffic that the values set, in the NetworkPolicy of all lines.

/** Returns the peers that the values set. An empty list stands for the default, except for HTTPS. */
export function egressPeers({ https, ...others }: Omit<NetworkPeers, 'clients'>): NetworkPeers {
  // An empty list must not open HTTPS to all addresses.
  return { ...omitEmptyLists(others), ...(https && { https }) };
}

/** Returns the ports that the values set. An empty list stands for the default. */
export function egressPorts(ports: NetworkPorts): NetworkPorts {
  return omitEmptyLists(ports);
}
