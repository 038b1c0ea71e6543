import type { ServiceAccount } from 'kubernetes-types/core/v1';
import { checkUniqueMember } from '../lists';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Checks of ServiceAccounts. */
export const serviceAccountChecks = {
  ServiceAccount({ secrets = [] }: Given<ServiceAccount>, at: Place) {
    const place = at.at('secrets');
    for (const [index, { name }] of secrets.entries()) {
      if (name === undefined) {
        place.at(index).at('name').refuse('is required', 'set it to the name of the Secret');
      }
    }
    checkUniqueMember(secrets, place, 'name', ({ name }) => name);
  },
} satisfies TypeChecks;
