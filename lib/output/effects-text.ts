import type { AffectedObject, Effect } from '../kubernetes/effects';
import { printable } from '../util/printable';

/** Effects that are the same for several objects. */
interface Group {
  readonly objects: readonly AffectedObject[];
  readonly effect: Effect;
}

/** Maximum number of objects of a group that a line names. */
const MAX_OBJECTS = 4;

/**
 * Formats effects for people to read: one line for each effect, and its fix below. Objects with the same effect share a
 * line. Control characters are escaped.
 *
 * @param found the effects that {@link effects} returned
 */
export function describeEffects(found: readonly Effect[]): string {
  return grouped(found)
    .flatMap(({ effect: { effect, path, message, fix }, objects }) => {
      const place = path === undefined ? '' : ` ${path}`;
      const fixLines = fix?.split('\n').map((line, index) => `  ${index === 0 ? 'fix: ' : ''}${printable(line)}`) ?? [];
      return [printable(`${effect} ${namesOf(objects)}${place}: ${message}`), ...fixLines];
    })
    .join('\n');
}

/**
 * Formats effects as Markdown, for a comment on a pull request: a table, and the fixes below it.
 *
 * @param found the effects that {@link effects} returned
 */
export function effectsMarkdown(found: readonly Effect[]): string {
  if (found.length === 0) {
    return 'No effect on the cluster.\n';
  }
  const groups = grouped(found);
  const rows = groups.map(({ effect: { effect, path, message }, objects }) => {
    const place = path === undefined ? '' : `${code(path)} `;
    return `| ${effect} | ${cell(namesOf(objects))} | ${place}${cell(message)} |`;
  });
  const fixes = groups.flatMap(({ effect: { effect, fix }, objects }) =>
    fix === undefined ? [] : [`- ${effect} ${cell(namesOf(objects))}:\n\n${indented(fenced(fix))}`],
  );
  const table = ['| effect | object | description |', '|---|---|---|', ...rows].join('\n');
  return `${[table, ...fixes].join('\n\n')}\n`;
}

function grouped(found: readonly Effect[]): Group[] {
  const groups = new Map<string, { readonly objects: AffectedObject[]; readonly effect: Effect }>();
  for (const effect of found) {
    const key = JSON.stringify([effect.effect, effect.path, effect.message, effect.fix]);
    const group = groups.get(key) ?? { objects: [], effect };
    groups.set(key, group);
    group.objects.push(effect.object);
  }
  return [...groups.values()];
}

function namesOf(objects: readonly AffectedObject[]): string {
  const names = objects.map(({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`);
  const more = names.length - MAX_OBJECTS;
  return more > 1 ? `${names.slice(0, MAX_OBJECTS).join(', ')} and ${more} more` : names.join(', ');
}

function cell(text: string): string {
  return printable(text)
    .replace(/[\\|*_`[\]]/g, '\\$&')
    .replaceAll('<', '&lt;');
}

function code(text: string): string {
  return `\`${printable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${text.split('\n').map(printable).join('\n')}\n${fence}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
