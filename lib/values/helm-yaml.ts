import {
  boolYaml11Tag,
  defineScalarTag,
  floatCoreTag,
  floatYaml11Tag,
  intCoreTag,
  intYaml11Tag,
  load,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  type ScalarTagDefinition,
  Schema,
  seqTag,
  strTag,
  YAMLException,
} from 'js-yaml';
import { isPlainText } from '../util/block-yaml';
import { isMap } from '../util/members';

/** Returns a tag that reads numbers as Helm does: in YAML 1.1 and 1.2, except base 60, in which `1:30` would be 90. */
function helmNumber(yaml11: ScalarTagDefinition<number>, core: ScalarTagDefinition<number>) {
  return defineScalarTag<number>(yaml11.tagName, {
    implicit: true,
    identify: yaml11.identify,
    resolve: (source, isExplicit, tagName) => {
      if (!/^[-+.\d]/.test(source)) {
        return NOT_RESOLVED;
      }
      // Helm reads numbers with Go, which accepts 0x and 0X alike.
      const text = source.replace(/^[-+]?0[XOB]/, (prefix) => prefix.toLowerCase());
      const number = text.includes(':') ? NOT_RESOLVED : yaml11.resolve(text, isExplicit, tagName);
      return number === NOT_RESOLVED ? core.resolve(text, isExplicit, tagName) : number;
    },
  });
}

/** Schema that reads YAML as Helm does: `yes` and `on` are true, `0x1F` is 31, `1e3` is 1000, dates are strings. */
export const HELM_SCHEMA = new Schema([
  strTag,
  nullYaml11Tag,
  boolYaml11Tag,
  helmNumber(intYaml11Tag, intCoreTag),
  helmNumber(floatYaml11Tag, floatCoreTag),
  mergeTag,
  seqTag,
  mapTag,
]);

/**
 * Returns the value that Helm reads from a text without quotes: `0123` is the number 83, and ` #` starts a comment.
 *
 * A text that is not one value of YAML stays the same. Helm refuses to render it, or renders other fields.
 */
export function readWithoutQuotes(text: string): unknown {
  const read = valueWithoutQuotes(text);
  return read === undefined ? text : read.value;
}

/** Checks whether Helm reads a text without quotes as the same text. */
export function isTextWithoutQuotes(text: string): boolean {
  return valueWithoutQuotes(text)?.value === text;
}

/** Returns the value that YAML reads from a text without quotes; undefined if the text is not one value. */
function valueWithoutQuotes(text: string): { readonly value: unknown } | undefined {
  // This spares the parser, which is slow.
  if (isPlainText(text)) {
    return { value: text };
  }
  try {
    const read = load(`key: ${text}`, { schema: HELM_SCHEMA });
    return isMap(read) && Object.keys(read).length === 1 ? { value: read.key } : undefined;
  } catch (error) {
    if (error instanceof YAMLException) {
      return undefined;
    }
    throw error;
  }
}
