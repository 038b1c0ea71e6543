import type { Range } from './protocol';
import { isHidden, type Place, placeOfEntry, placeOfKey } from './secret-places';

/** Line of a map: spaces and signs of lists, the key, perhaps in quotes, and the value. */
const MEMBER = /^([\s-]*)(?:"([^"]*)"|'([^']*)'|([^\s"'#:][^:]*?))\s*:(?:\s+(.*))?$/;

/**
 * Returns the offsets of the values in a text that may be secret, from its lines and their indentation only. The text
 * need not be YAML: while somebody types, it often is not.
 *
 * @param text text of a values file
 * @param values place of the values as a whole
 */
export function secretLines(text: string, values: Place): Range[] {
  const found: Range[] = [];
  const around: { readonly indentation: number; readonly place: Place }[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = line.search(/[^\s-]|-(?!\s|$)/);
    if (start >= 0 && line[start] !== '#') {
      while ((around.at(-1)?.indentation ?? -1) >= start) {
        around.pop();
      }
      const outer = around.at(-1)?.place ?? values;
      const member = MEMBER.exec(line);
      if (member === null) {
        if (outer.isSecret || /:\s*\S/.test(line)) {
          found.push([offset + start, offset + line.length]);
        }
      } else {
        const [, , double, single, plain, value = ''] = member;
        const place = placeOfKey(outer.schema?.items ? placeOfEntry(outer) : outer, double ?? single ?? plain ?? '');
        around.push({ indentation: start, place });
        if (value !== '' && (isHidden(value, true, place) || mayContainSecret(value))) {
          found.push([offset + line.length - value.length, offset + line.length]);
        }
      }
    }
    offset += line.length + 1;
  }
  return found;
}

/** Checks whether the value of a line is a map or a list in brackets, whose members could be secret. */
function mayContainSecret(value: string): boolean {
  return /^[^"']*[[{].*[^\s[\]{}]/.test(value);
}
