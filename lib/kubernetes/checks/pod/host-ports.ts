import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PodContainer } from './containers';
import type { Pod } from './pod';

/** Checks the ports of the node that the containers of a pod take. */
export function checkHostPorts(pod: Given<Pod>, at: Place) {
  const { hostNetwork, containers = [], initContainers = [] } = pod;
  refuseConflicts(containers, (index) => at.at('containers').at(index));
  for (const [index, container] of initContainers.entries()) {
    // One init container runs after another, so only ports of the same one can be in conflict.
    refuseConflicts([container], () => at.at('initContainers').at(index));
  }
  if (!hostNetwork) {
    return;
  }
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [number, { containerPort, hostPort }] of ports.entries()) {
      if (hostPort && hostPort !== containerPort) {
        const place = at.at('containers').at(index).at('ports').at(number).at('hostPort');
        place.refuseValue(hostPort, `containerPort (${containerPort}), because hostNetwork is true`, 'remove it');
      }
    }
  }
}

function refuseConflicts(containers: readonly PodContainer[], placeOf: (index: number) => Place): void {
  const taken = new Map<string, string>();
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [number, { hostPort, hostIP = '', protocol = 'TCP' }] of ports.entries()) {
      if (!hostPort) {
        continue;
      }
      const place = placeOf(index).at('ports').at(number).at('hostPort');
      const key = `${protocol}/${hostIP}/${hostPort}`;
      const other = taken.get(key);
      if (other !== undefined) {
        place.refuse(`must be unique, but ${other} is ${hostPort} too`, 'change or remove one of them');
      }
      taken.set(key, other ?? place.path);
    }
  }
}
