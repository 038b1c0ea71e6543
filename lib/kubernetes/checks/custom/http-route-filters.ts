import type { HttpRouteSpecRulesFilters } from '../../../../imports/gateway.networking.k8s.io';
import type { Place } from '../place';
import type { Given } from '../type-check';

/** Filter of a rule or of a backend. */
export type Filter = Given<HttpRouteSpecRulesFilters>;

/** Member of a filter for each type, and whether a list may have several of the type. */
const TYPES = {
  CORS: { member: 'cors', isRepeatable: false },
  ExtensionRef: { member: 'extensionRef', isRepeatable: true },
  RequestHeaderModifier: { member: 'requestHeaderModifier', isRepeatable: false },
  RequestMirror: { member: 'requestMirror', isRepeatable: true },
  RequestRedirect: { member: 'requestRedirect', isRepeatable: false },
  ResponseHeaderModifier: { member: 'responseHeaderModifier', isRepeatable: false },
  URLRewrite: { member: 'urlRewrite', isRepeatable: false },
} as const;

/** Member of a path for each type of its change. */
const PATH_TYPES = { ReplaceFullPath: 'replaceFullPath', ReplacePrefixMatch: 'replacePrefixMatch' } as const;

/** Checks the filters of a rule or of a backend. */
export function checkFilters(filters: readonly Filter[], at: Place): void {
  for (const [index, filter] of filters.entries()) {
    const place = at.at(index);
    const isRepeated = filters.slice(0, index).some(({ type }) => type === filter.type);
    const rule = Object.entries(TYPES).find(([type]) => type === filter.type)?.[1];
    if (isRepeated && rule?.isRepeatable === false) {
      place.at('type').refuse(`must not be ${filter.type} twice`, 'merge the two filters into one');
    }
    checkFilter(filter, place);
  }
  const types = filters.map(({ type }) => type);
  if (types.includes('RequestRedirect') && types.includes('URLRewrite')) {
    at.refuse('must not have both RequestRedirect and URLRewrite', 'remove one of them');
  }
}

/** Checks a reference to a backend, which needs a port if it is a Service. */
export function checkBackend(backend: { group?: string; kind?: string; port?: number }, at: Place): void {
  const { group = '', kind = 'Service', port } = backend;
  if (group === '' && kind === 'Service' && port === undefined) {
    at.at('port').refuse('is required for a Service', 'set it to the port of the Service');
  }
}

function checkFilter(filter: Filter, at: Place): void {
  for (const [type, { member }] of Object.entries(TYPES)) {
    checkMember(filter[member], { isExpected: type === filter.type, type: filter.type }, at.at(member));
  }
  const { cors, requestMirror, requestRedirect, urlRewrite } = filter;
  for (const key of ['allowHeaders', 'allowMethods', 'allowOrigins'] as const) {
    const list = cors?.[key] ?? [];
    if (list.includes('*') && list.length > 1) {
      at.at('cors').at(key).refuse('must not have other entries beside *', 'remove them, or *');
    }
  }
  if (requestMirror !== undefined) {
    checkMirror(requestMirror, at.at('requestMirror'));
  }
  for (const [key, change] of Object.entries({ requestRedirect, urlRewrite })) {
    const path = change?.path;
    for (const [type, member] of path === undefined ? [] : Object.entries(PATH_TYPES)) {
      checkMember(
        path?.[member],
        { isExpected: type === path?.type, type: path?.type },
        at.at(key).at('path').at(member),
      );
    }
  }
}

/** Reports a member that its type requires, or that belongs to another type. */
function checkMember(
  member: unknown,
  { isExpected, type }: { readonly isExpected: boolean; readonly type: string | undefined },
  at: Place,
): void {
  if (isExpected && member === undefined) {
    at.refuse(`is required, because the type is ${type}`, 'set it, or change the type');
  } else if (!isExpected && member !== undefined && type !== undefined) {
    at.refuse(`must not be set, because the type is ${type}`, 'remove it, or change the type');
  }
}

function checkMirror({ backendRef, fraction, percent }: NonNullable<Filter['requestMirror']>, at: Place): void {
  if (backendRef !== undefined) {
    checkBackend(backendRef, at.at('backendRef'));
  }
  if (fraction !== undefined && percent !== undefined) {
    at.refuse('must not have both percent and fraction', 'remove one of them');
  }
  const { numerator = 0, denominator = 100 } = fraction ?? {};
  if (numerator > denominator) {
    at.at('fraction').at('numerator').refuseValue(numerator, `at most ${denominator}`, 'set it to a smaller number');
  }
}
