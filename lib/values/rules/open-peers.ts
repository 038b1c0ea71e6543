import { type Destination, destinations, openPorts } from '../../backstage/destinations';
import { portalEndpoints } from '../../backstage/endpoints';
import { omitEmptyLists } from '../../util/omit-empty';
import { childPath } from '../../util/path';
import type { PortalRule } from './portal-values';

/** A host name outside the cluster, or a host in a Secret, identifies no pods or addresses. */
export const openPeers: PortalRule = {
  id: 'open-peers',
  severity: 'warning',
  about: 'Each destination of the NetworkPolicy is a Service, an IP address or a list of peers.',
  *check(subject) {
    const { enabled, networkPolicy } = subject.values.backstage;
    if (!enabled || !networkPolicy.enabled || subject.reproduces('network-policy')) {
      return;
    }
    const peers: { readonly [Name in string]?: readonly unknown[] } = networkPolicy.peers;
    const all = destinations(portalEndpoints(subject.facts.portal), omitEmptyLists(networkPolicy.ports));
    const open = all.filter((destination) => openPorts(destination).length > 0 && !peers[destination.kind]?.length);
    for (const kind of new Set(open.map((destination) => destination.kind))) {
      const found = open.filter((destination) => destination.kind === kind);
      const ports = [...new Set(found.flatMap(openPorts))];
      yield {
        path: childPath('backstage.networkPolicy.peers', kind),
        message: `is empty, so the portal may connect to all pods and addresses at TCP ${ports.length > 1 ? 'ports' : 'port'} ${ports.join(', ')}: ${reason(found)}`,
        fix: 'set it to the pods or addresses that the portal connects to',
      };
    }
  },
};

/** Returns why the destinations are open. A database's host may contain a password by mistake, so it is not shown. */
function reason(found: readonly Destination[]): string {
  if (found.some(({ host }) => host === undefined)) {
    return 'a Secret contains the host';
  }
  const hosts = [...new Set(found.map(({ host }) => host))];
  return found.some(({ kind }) => kind === 'database')
    ? 'the host (not shown) is neither a Service nor an IP address'
    : `${hosts.join(' and ')} ${hosts.length > 1 ? 'are' : 'is'} neither a Service nor an IP address`;
}
