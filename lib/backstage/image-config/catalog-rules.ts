import { isJsonMap, type JsonValue } from '../../util/json';
import { listOf } from './list-of';

/** Returns the kinds that a list of catalog rules allows, in lower case. */
export function kindsOf(rules: JsonValue | undefined): string[] {
  return (listOf(rules) ?? [])
    .flatMap((rule) => (isJsonMap(rule) ? (listOf(rule.allow) ?? []) : []))
    .map((kind) => (isJsonMap(kind) ? kind.kind : kind))
    .flatMap((kind) => (typeof kind === 'string' ? [kind.toLowerCase()] : []));
}
