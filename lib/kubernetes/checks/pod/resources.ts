import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { DNS_LABEL } from '../../names';
import { nanoAmount, type Quantity } from '../../quantity';
import { checkUniqueMember } from '../lists';
import { requireMember } from '../members';
import type { Place } from '../place';
import { checkForm } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkContainerResource, isExtended, isHugePages, mayOvercommit, pageSize } from './resource-names';

/** Requests and limits with the fields that `kubernetes-types` does not have. */
export type Resources = Given<
  Pick<ResourceRequirements, 'limits' | 'requests'> & { readonly claims?: readonly ResourceClaim[] }
>;

interface ResourceClaim {
  readonly name: string;
  readonly request?: string;
}

/** Amounts by the name of their resource. */
export type Amounts = Readonly<Record<string, Quantity | undefined>>;

const UNIT = 10n ** 9n;
const MILLI = 10n ** 6n;

/** Checks of requests and limits. */
export const resourceChecks = {
  ResourceRequirements({ limits = {}, requests = {}, claims = [] }: Resources, at: Place) {
    checkAmounts(limits, at.at('limits'));
    checkAmounts(requests, at.at('requests'));
    for (const [name, quantity] of Object.entries(requests)) {
      checkRequest(name, quantity, limits, at);
    }
    checkHugePages([...Object.keys(limits), ...Object.keys(requests)], at);
    checkUniqueMember(claims, at.at('claims'), 'name', ({ name }) => name);
    for (const [index, { name, request }] of claims.entries()) {
      const place = at.at('claims').at(index);
      requireMember(name, place.at('name'), 'set it to a name in resourceClaims of the pod');
      if (request) {
        checkForm(request, DNS_LABEL, place.at('request'));
      }
    }
  },
} satisfies TypeChecks;

/** Returns an amount as the API server keeps it: in units of 1e-9, rounded up to thousandths. */
export function amountOf(quantity: Quantity | undefined): bigint {
  const amount = nanoAmount(quantity ?? 0);
  const rest = amount % MILLI;
  return rest === 0n ? amount : amount - rest + (amount < 0n ? -MILLI : MILLI);
}

/** Checks that no pod has huge pages alone, without CPU and other memory. */
export function checkHugePages(names: readonly string[], at: Place): void {
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    at.refuse('must have cpu or memory, because it has huge pages', 'add a limit of memory');
  }
}

/** Checks the names of resources that a container may have. */
export function checkResourceNames(amounts: Amounts, at: Place): void {
  for (const name of Object.keys(amounts)) {
    checkContainerResource(name, at.at(name));
  }
}

/** Checks amounts, of resources with any name. */
export function checkAmounts(amounts: Amounts, at: Place): void {
  for (const [name, quantity] of Object.entries(amounts)) {
    const [place, amount] = [at.at(name), amountOf(quantity)];
    if (amount < 0n) {
      place.refuseValue(quantity, 'at least 0', 'set it to 0 or more');
    } else if (isExtended(name) && amount % UNIT !== 0n) {
      place.refuseValue(quantity, 'an integer', 'round it');
    } else if (isHugePages(name) && !isDivisible(amount, amountOf(pageSize(name)))) {
      place.refuseValue(quantity, `a multiple of ${pageSize(name)}`, 'round it');
    }
  }
}

function isDivisible(amount: bigint, size: bigint): boolean {
  const [whole, rest] = [amount / UNIT, amount % UNIT];
  return size > 0n && size % UNIT === 0n && (rest === 0n ? whole : whole + 1n) % (size / UNIT) === 0n;
}

function checkRequest(name: string, quantity: Quantity | undefined, limits: Amounts, at: Place): void {
  const place = at.at('requests').at(name);
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
  if (!Object.hasOwn(limits, name)) {
    if (!mayOvercommit(name)) {
      place.refuse('must have a limit, because nodes cannot share this resource', `set limits to ${quantity} too`);
    }
    return;
  }
  const [requested, allowed] = [amountOf(quantity), amountOf(limit)];
  if (requested !== allowed && !mayOvercommit(name)) {
    place.refuseValue(quantity, `equal to its limit, ${limit}`, 'set both to the same amount');
  } else if (requested > allowed) {
    place.refuseValue(quantity, `at most its limit, ${limit}`, 'lower it, or raise the limit');
  }
}
