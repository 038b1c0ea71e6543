import type { ContainerPort } from 'kubernetes-types/core/v1';
import { PORT_NAME } from '../../names';
import { checkPort } from '../numbers';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Checks of the ports of containers. */
export const portChecks = {
  ContainerPort({ name = '', containerPort, hostPort = 0 }: Given<ContainerPort>, at: Place) {
    if (name !== '') {
      checkForm(name, PORT_NAME, at.at('name'));
    }
    checkPort(containerPort, at.at('containerPort'));
    if (hostPort !== 0) {
      checkPort(hostPort, at.at('hostPort'));
    }
  },
} satisfies TypeChecks;
