import type {
  ExecAction,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
  TCPSocketAction,
} from 'kubernetes-types/core/v1';
import { HEADER_NAME } from '../../names';
import { requireMember, requireOne } from '../members';
import { checkAtLeast, checkPort } from '../numbers';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { refuseNuls } from './nul';

interface GRPCAction {
  readonly port: number;
}

/** Checks of probes and of lifecycle handlers. */
export const handlerChecks = {
  Probe(probe: Given<Probe>, at: Place) {
    requireOne(probe, ['exec', 'httpGet', 'tcpSocket', 'grpc'], at);
    const { initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold } = probe;
    const counts = { initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold };
    for (const [member, count] of Object.entries(counts)) {
      // The API server reads 0 as absent.
      checkAtLeast(count, 0, at.at(member));
    }
    checkAtLeast(probe.terminationGracePeriodSeconds, 1, at.at('terminationGracePeriodSeconds'));
  },

  LifecycleHandler(handler: Given<LifecycleHandler>, at: Place) {
    requireOne(handler, ['exec', 'httpGet', 'tcpSocket', 'sleep'], at);
  },

  ExecAction({ command }: Given<ExecAction>, at: Place) {
    requireMember(command, at.at('command'), 'add the program and its arguments');
    refuseNuls(command, at.at('command'));
  },

  HTTPGetAction({ port, httpHeaders = [] }: Given<HTTPGetAction>, at: Place) {
    checkPort(port, at.at('port'));
    for (const [index, { name }] of httpHeaders.entries()) {
      checkForm(name, HEADER_NAME, at.at('httpHeaders').at(index).at('name'));
    }
  },

  TCPSocketAction({ port }: Given<TCPSocketAction>, at: Place) {
    checkPort(port, at.at('port'));
  },

  GRPCAction({ port }: Given<GRPCAction>, at: Place) {
    checkPort(port, at.at('port'));
  },
} satisfies TypeChecks;

/** Probes of a container. */
export interface Probes {
  readonly livenessProbe?: Given<Probe>;
  readonly readinessProbe?: Given<Probe>;
  readonly startupProbe?: Given<Probe>;
}

/** Checks what a probe may not have because of its purpose. */
export function checkProbes({ livenessProbe, readinessProbe, startupProbe }: Probes, at: Place): void {
  for (const [member, probe] of Object.entries({ livenessProbe, startupProbe })) {
    const { successThreshold = 0 } = probe ?? {};
    if (successThreshold > 1) {
      at.at(member).at('successThreshold').refuse(`must be 1, got ${successThreshold}`, 'set it to 1, or remove it');
    }
  }
  if (readinessProbe?.terminationGracePeriodSeconds !== undefined) {
    at.at('readinessProbe')
      .at('terminationGracePeriodSeconds')
      .refuse('must not be set, because a readiness probe stops no container', 'remove it');
  }
}

/** Seconds that a handler sleeps. `kubernetes-types` does not have them. */
interface Sleeping {
  readonly sleep?: { readonly seconds?: number };
}

/** Checks how long the handlers of a container sleep. The pod has this number of seconds to stop. */
export function checkSleep({ postStart, preStop }: Given<Lifecycle>, graceSeconds: number, at: Place): void {
  for (const [member, handler] of Object.entries<(Given<LifecycleHandler> & Sleeping) | undefined>({
    postStart,
    preStop,
  })) {
    if (handler?.sleep === undefined) {
      continue;
    }
    const { seconds = 0 } = handler.sleep;
    const least = at.isBefore(33) ? 1 : 0;
    if (seconds < least || seconds > graceSeconds) {
      at.at(member)
        .at('sleep')
        .at('seconds')
        .refuse(
          `must be from ${least} to ${graceSeconds}, which is terminationGracePeriodSeconds, got ${seconds}`,
          'lower it, or raise terminationGracePeriodSeconds',
        );
    }
  }
}
