import { DNS_LABEL, DNS_NAME, misfit, nameViolation } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import type { PortalValues } from '../../../../values/rules/portal-values';

/** Checks optional names of objects by their paths. */
export function* checkOptionalNames(names: Readonly<Record<string, string | undefined>>): Iterable<Violation> {
  for (const [path, name] of Object.entries(names)) {
    if (name && !DNS_NAME.fits(name)) {
      yield misfit(path, DNS_NAME, name);
    }
  }
}

/** Checks the name of the PriorityClass, if one is rendered. */
export function* checkPriorityClass({
  create,
  name,
}: {
  readonly create: boolean | undefined;
  readonly name: string | undefined;
}): Iterable<Violation> {
  if (!create) {
    return;
  }
  if (!DNS_NAME.fits(name ?? '')) {
    yield misfit('backstage.priorityClass.name', DNS_NAME, name);
  } else if (name?.startsWith('system-')) {
    const fix = 'choose another prefix; Kubernetes reserves this one';
    yield nameViolation('backstage.priorityClass.name', 'must not begin with system-', name, fix);
  }
}

/** Checks lists of Secrets with registry logins by their paths. */
export function* checkLogins(
  logins: Readonly<Record<string, readonly { readonly name?: string }[] | undefined>>,
): Iterable<Violation> {
  for (const [list, secrets] of Object.entries(logins)) {
    for (const [index, { name }] of (secrets ?? []).entries()) {
      if (!DNS_NAME.fits(name ?? '')) {
        yield misfit(`${list}[${index}].name`, DNS_NAME, name);
      }
    }
  }
}

/** Checks the names of custom volumes and containers. */
export function* checkPodParts(backstage: PortalValues['backstage']): Iterable<Violation> {
  const { extraVolumes, initContainers, extraContainers } = backstage;
  for (const [list, parts] of Object.entries({ extraVolumes, initContainers, extraContainers })) {
    for (const [index, { name }] of (parts ?? []).entries()) {
      // An entry without a name is here only if its rule is switched off.
      if (typeof name === 'string' && !DNS_LABEL.fits(name)) {
        yield misfit(`backstage.${list}[${index}].name`, DNS_LABEL, name);
      }
    }
  }
}
