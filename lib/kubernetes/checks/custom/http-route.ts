import type {
  HttpRouteSpec,
  HttpRouteSpecParentRefs,
  HttpRouteSpecRules,
} from '../../../../imports/gateway.networking.k8s.io';
import { milliseconds } from '../../duration';
import { checkUnique } from '../lists';
import type { Place } from '../place';
import type { Given } from '../type-check';
import { checkBackend, checkFilters, type Filter } from './http-route-filters';

/** Maximum number of matches in all rules together. */
const MAX_MATCHES = 128;

/** Duration as Gateway API writes it. */
const DURATION = /^(?:\d{1,5}(?:h|ms|m|s)){1,4}$/;

/** Checks the rules of Gateway API about an HTTPRoute that its schema does not contain. */
export function checkHttpRoute(spec: Given<HttpRouteSpec>, at: Place): void {
  const { parentRefs = [], rules = [] } = spec;
  checkParents(parentRefs, at.at('parentRefs'));
  const place = at.at('rules');
  // A rule without matches gets one.
  const matches = rules.reduce((sum, rule) => sum + (rule.matches?.length ?? 1), 0);
  if (matches > MAX_MATCHES) {
    place.refuse(`must have at most ${MAX_MATCHES} matches together, got ${matches}`, 'split the route into several');
  }
  for (const [index, rule] of rules.entries()) {
    checkRule(rule, place.at(index));
  }
}

/** Checks that routes attach once to each section of a parent, or to all of its sections. */
function checkParents(parents: readonly Given<HttpRouteSpecParentRefs>[], at: Place): void {
  checkUnique(parents, at, (parent) => JSON.stringify([keyOf(parent), parent.sectionName ?? '']));
  for (const [index, parent] of parents.entries()) {
    const isSplit = parents.some((other) => keyOf(other) === keyOf(parent) && other.sectionName);
    if (!parent.sectionName && isSplit) {
      at.at(index).at('sectionName').refuse('is required, because another entry for this parent has it', 'set it');
    }
  }
}

function keyOf(parent: Given<HttpRouteSpecParentRefs>): string {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway', name, namespace } = parent;
  return JSON.stringify([group, kind, name, namespace]);
}

function checkRule(rule: Given<HttpRouteSpecRules>, at: Place): void {
  const { matches = [{}], filters = [], backendRefs = [], timeouts = {} } = rule;
  for (const [index, { path = {} }] of matches.entries()) {
    checkPath(path, at.at('matches').at(index).at('path'));
  }
  checkFilters(filters, at.at('filters'));
  for (const [index, backend] of backendRefs.entries()) {
    const place = at.at('backendRefs').at(index);
    checkBackend(backend, place);
    checkFilters(backend.filters ?? [], place.at('filters'));
  }
  if (backendRefs.length > 0 && filters.some(({ requestRedirect }) => requestRedirect !== undefined)) {
    at.at('backendRefs').refuse('must be empty, because the rule redirects requests', 'remove them, or the redirect');
  }
  const replacing = [filters, ...backendRefs.map((backend) => backend.filters ?? [])];
  const [match] = matches;
  const isPrefix = matches.length === 1 && (match?.path?.type ?? 'PathPrefix') === 'PathPrefix';
  if (replacing.some((list) => list.some(replacesPrefix)) && !isPrefix) {
    at.at('matches').refuse('must be one PathPrefix, because a filter replaces it', 'split the rule');
  }
  checkTimeouts(timeouts, at.at('timeouts'));
}

function replacesPrefix({ requestRedirect, urlRewrite }: Filter): boolean {
  return [requestRedirect?.path, urlRewrite?.path].some((path) => path?.replacePrefixMatch !== undefined);
}

function checkPath({ type = 'PathPrefix', value = '/' }: { type?: string; value?: string }, at: Place): void {
  if (type === 'RegularExpression') {
    return;
  }
  if (!value.startsWith('/')) {
    at.at('value').refuseValue(value, 'a path that begins with /', 'write it as /path');
  } else if (/\/\/|\/\.\.?(?:\/|$)|%2[Ff]|#/.test(value)) {
    at.at('value').refuseValue(value, 'a path without //, /./, /../, %2F and #', 'write it without them');
  } else if (!/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(value)) {
    at.at('value').refuseValue(value, 'a path of a URL', 'write other characters as % and two digits, such as %20');
  }
}

function checkTimeouts({ request, backendRequest }: { request?: string; backendRequest?: string }, at: Place): void {
  const texts = [request, backendRequest];
  const [whole = 0, part = 0] = texts.map((text = '') => (DURATION.test(text) ? milliseconds(text) : 0));
  if (whole > 0 && part > whole) {
    at.at('backendRequest').refuseValue(
      backendRequest,
      `at most ${request}, as request is`,
      'set it to a shorter time',
    );
  }
}
