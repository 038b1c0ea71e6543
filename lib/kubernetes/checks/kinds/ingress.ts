import type { TypedLocalObjectReference } from 'kubernetes-types/core/v1';
import type {
  HTTPIngressPath,
  HTTPIngressRuleValue,
  Ingress,
  IngressBackend,
  IngressRule,
  IngressServiceBackend,
  IngressSpec,
  IngressTLS,
} from 'kubernetes-types/networking/v1';
import { isDnsName } from '../../dns';
import { isIp } from '../../ip';
import { DNS_LABEL, DNS_NAME, type NameForm, OLD_SERVICE_NAME, PATH_SEGMENT, PORT_NAME } from '../../names';
import { requireMember } from '../members';
import { checkPort } from '../numbers';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Annotation that named the class before `ingressClassName`. */
const CLASS = 'kubernetes.io/ingress.class';

/** Hosts of an Ingress. */
const HOST: NameForm = {
  words: 'a host name, whose first part may be *',
  fix: 'write it as example.com or *.example.com',
  fits: (host) => host.length <= 253 && isDnsName(host.replace(/^\*\./, '')),
};

/** Checks of Ingresses. */
export const ingressChecks = {
  Ingress({ metadata, spec }: Given<Ingress>, at: Place) {
    requireMember(spec, at.at('spec'));
    const annotation = metadata?.annotations?.[CLASS];
    if (annotation !== undefined && spec?.ingressClassName !== undefined && annotation !== spec.ingressClassName) {
      at.at('metadata').at('annotations').at(CLASS).refuse('must be the same as ingressClassName', 'remove it');
    }
  },

  IngressSpec({ defaultBackend, ingressClassName, rules = [] }: Given<IngressSpec>, at: Place) {
    if (defaultBackend === undefined && rules.length === 0) {
      at.refuse('must have rules or defaultBackend', 'add a rule');
    }
    if (ingressClassName !== undefined) {
      checkForm(ingressClassName, DNS_NAME, at.at('ingressClassName'));
    }
  },

  IngressRule({ host }: Given<IngressRule>, at: Place) {
    if (!host) {
      return;
    }
    if (isIp(host, { oldForms: true })) {
      at.at('host').refuseValue(host, 'a host name, not an IP address', 'write it as example.com, or remove it');
    } else {
      checkForm(host, HOST, at.at('host'));
    }
  },

  IngressTLS({ hosts = [], secretName }: Given<IngressTLS>, at: Place) {
    for (const [index, host] of hosts.entries()) {
      checkForm(host, HOST, at.at('hosts').at(index));
    }
    if (secretName) {
      checkForm(secretName, DNS_NAME, at.at('secretName'));
    }
  },

  HTTPIngressRuleValue({ paths }: Given<HTTPIngressRuleValue>, at: Place) {
    requireMember(paths, at.at('paths'));
  },

  HTTPIngressPath({ path, pathType, backend }: Given<HTTPIngressPath>, at: Place) {
    requireMember(pathType, at.at('pathType'));
    requireMember(backend, at.at('backend'));
    const isSpecific = pathType === 'ImplementationSpecific';
    if (!path?.startsWith('/') && !(isSpecific && !path)) {
      at.at('path').refuseValue(path, 'a path that begins with /', 'write it as /path');
    } else if (!isSpecific && /\/\/|\/\.\.?(?:\/|$)|%2f/i.test(path ?? '')) {
      at.at('path').refuseValue(path, 'a path without //, /./, /../ and %2F', 'write it without them');
    }
  },

  IngressBackend({ resource, service }: Given<IngressBackend>, at: Place) {
    if (resource === undefined && service === undefined) {
      at.refuse('must have service or resource', 'set service to the name and port of a Service');
    } else if (resource !== undefined && service !== undefined) {
      at.refuse('must not have both service and resource', 'remove one of them');
    } else if (resource !== undefined) {
      checkResource(resource, at.at('resource'));
    }
  },

  IngressServiceBackend({ name, port = {} }: Given<IngressServiceBackend>, at: Place) {
    checkForm(name, at.isBefore(36) ? OLD_SERVICE_NAME : DNS_LABEL, at.at('name'));
    const place = at.at('port');
    if (port.name && port.number) {
      place.refuse('must not have both name and number', 'remove one of them');
    } else if (port.name) {
      checkForm(port.name, PORT_NAME, place.at('name'));
    } else {
      checkPort(port.number, place.at('number'));
    }
  },
} satisfies TypeChecks;

function checkResource({ apiGroup, kind, name }: Given<TypedLocalObjectReference>, at: Place): void {
  if (apiGroup !== undefined) {
    checkForm(apiGroup, DNS_NAME, at.at('apiGroup'));
  }
  checkForm(kind, PATH_SEGMENT, at.at('kind'));
  checkForm(name, PATH_SEGMENT, at.at('name'));
}
