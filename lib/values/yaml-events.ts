import { type Event, parseEvents } from 'js-yaml';

let last: { readonly text: string; readonly events: Event[] } | undefined;

/**
 * Parses a YAML text. Keeps the result for the last text, because most runs have one values file. The positions of its
 * findings then come from the same result as its values.
 *
 * @throws YAMLException if the text is not valid YAML
 */
export function yamlEvents(text: string): Event[] {
  if (last?.text !== text) {
    last = { text, events: parseEvents(text, {}) };
  }
  return last.events;
}
