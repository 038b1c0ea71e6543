import type { Violation } from '../../../util/violation';

/** Returns the violation of a NetworkPolicy behind an Ingress that lets every pod in. */
export function openClients(): Violation {
  return {
    path: 'backstage.networkPolicy.peers.clients',
    message: 'is empty, so every pod in the cluster may connect: no other value identifies the Ingress controller',
    fix: "set it to the namespace and labels of the controller's pods",
  };
}
