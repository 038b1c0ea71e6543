import type { Container } from 'kubernetes-types/core/v1';
import { DNS_LABEL } from '../../names';
import { checkUniqueMember } from '../lists';
import { requireMember } from '../members';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkProbes } from './handlers';
import { checkImage } from './images';
import { checkMounts } from './mounts';
import { refuseNuls } from './nul';
import { checkResourceNames, type Resources } from './resources';
import { checkRestarts, type Restarts } from './restart';
import type { ContainerSecurity } from './security';

/** Container with the fields that `kubernetes-types` does not have. */
export type PodContainer = Given<Omit<Container, 'resources' | 'securityContext'>> &
  Given<Restarts> & { readonly resources?: Resources; readonly securityContext?: ContainerSecurity };

/** Checks of containers, without what depends on their pod. */
export const containerChecks = {
  Container(container: PodContainer, at: Place) {
    checkForm(container.name, DNS_LABEL, at.at('name').hiding('nothing'));
    const image = at.at('image');
    if (requireMember(container.image, image, 'set it to an image')) {
      checkImage(container.image ?? '', image);
    }
    refuseNuls(container.command, at.at('command'));
    refuseNuls(container.args, at.at('args'));
    const { ports = [], env = [], resources = {} } = container;
    const place = at.at('ports');
    checkUniqueMember(
      ports,
      place,
      'containerPort',
      ({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`,
    );
    checkUniqueMember(ports, place, 'name', ({ name }) => name || undefined);
    checkUniqueMember(env, at.at('env'), 'name', ({ name }) => name);
    checkMounts(container, at);
    checkResourceNames(resources.limits ?? {}, at.at('resources').at('limits'));
    checkResourceNames(resources.requests ?? {}, at.at('resources').at('requests'));
    checkProbes(container, at);
    checkRestarts(container, at);
  },
} satisfies TypeChecks;
