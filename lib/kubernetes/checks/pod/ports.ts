import type { ContainerPort } from 'kubernetes-types/core/v1';
import { PORT_NAME } from '../../names';
import { checkForm } from '../basics';
import { checkSetRange } from '../members';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Numbers that a port may have. */
export const PORTS = [1, 65535] as const;

/** Checks of the ports of containers. */
export const portChecks = {
  ContainerPort({ name = '', containerPort = 0, hostPort = 0 }: Given<ContainerPort>, at: Place) {
    if (name !== '') {
      checkForm(name, PORT_NAME, at.at('name'));
    }
    checkSetRange(containerPort, PORTS, at.at('containerPort'));
    if (hostPort !== 0) {
      checkSetRange(hostPort, PORTS, at.at('hostPort'));
    }
  },
} satisfies TypeChecks;

/** Checks a port of a container, by its number or its name. */
export function checkPort(port: number | string | undefined, at: Place): void {
  if (typeof port === 'string') {
    checkForm(port, PORT_NAME, at);
  } else {
    checkSetRange(port ?? 0, PORTS, at);
  }
}
