import { describe } from '../../../util/describe';
import { textOf } from '../../../util/members';
import type { Edit } from '../../../values/upgrade/step';
import { GATEWAY } from '../../0.11/profile';
import type { Source } from './source';

/**
 * Yields what changes for the Gateway. Chart 0.11 gives it an https listener for all hosts of the domain, with the
 * certificate of `global.tls.secretName`, and chart 1.0 derives neither (chart: gateway).
 */
export function* gateway({ given, subject }: Source): Iterable<Edit> {
  const { global, gateway } = subject.values;
  for (const path of OF_THE_CONTROLLER) {
    yield { type: 'drop', path, message: 'configured the gateway controller, which is a release of its own now' };
  }
  yield {
    type: 'move',
    from: 'gateway.tls.clusterIssuer',
    to: `gateway.annotations["${ISSUER}"]`,
    message: "an annotation from which cert-manager creates the listener's certificate",
  };
  const certificate = textOf(given, 'gateway', 'tls', 'certName') ?? global.tls.secretName;
  yield {
    type: 'drop',
    path: 'gateway.tls.certName',
    message: 'is named by gateway.tls.certificateRefs now',
  };
  if (gateway.enabled) {
    yield* listener(textOf(given, 'gateway', 'tls', 'hostname'), global.baseDomain, certificate);
  }
}

const ISSUER = 'cert-manager.io/cluster-issuer';

/** Keys of the subchart kgateway, and of its certificates. */
const OF_THE_CONTROLLER = [
  'gateway.agentgateway',
  'gateway.controller',
  'gateway.envoy',
  'gateway.image',
  'gateway.selfSignedIssuer',
] as const;

function* listener(hostname: string | undefined, domain = '', certificate = ''): Iterable<Edit> {
  const path = 'gateway.tls.hostname';
  if (hostname === undefined && domain) {
    yield {
      type: 'derive',
      path,
      value: `*.${domain}`,
      message: `is ${describe(`*.${domain}`)}, the host of the Gateway's https listener, which followed from global.baseDomain`,
    };
  } else if (hostname === undefined) {
    yield {
      type: 'decide',
      path,
      message: `set it to the host of the Gateway's listener ${GATEWAY.httpsListener}, such as *.example.com`,
      example: '*.example.com',
    };
  }
  if (certificate) {
    yield {
      type: 'derive',
      path: 'gateway.tls.certificateRefs',
      value: [{ name: certificate }],
      message: `names the Secret ${describe(certificate)}, the certificate of the https listener; chart 1.0 has no issuer that renews it`,
      fix: 'name an issuer in gateway.annotations, or set gateway.tls.enabled to false if nobody uses https',
    };
  }
}
