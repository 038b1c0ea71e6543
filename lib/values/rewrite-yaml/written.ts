import { Document, isScalar, Scalar, visit } from 'yaml';
import { isTextWithoutQuotes } from '../helm-yaml';

/** Form of YAML that is written. */
export interface Form {
  /** Spaces of each level. */
  readonly indent: number;
  /** Whether entries of lists are indented below their key. */
  readonly indentsLists: boolean;
}

/** Returns a map as the lines of a block, without indentation. Helm reads the same texts from them. */
export function blockOf(map: unknown, { indent, indentsLists }: Form): string[] {
  const text = documentOf(map).toString({ indent, indentSeq: indentsLists, lineWidth: 0, nullStr: '' });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Returns a value as one line, in the style of JSON if it is a list or a map. */
export function inlineOf(value: unknown): string {
  const document = documentOf(value, true);
  return document
    .toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: 'null' })
    .trimEnd()
    .replace(/\s*\n\s*/g, ' ');
}

function documentOf(value: unknown, flow = false): Document {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  const node = document.contents;
  if (flow && node && 'flow' in node) {
    node.flow = true;
  }
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && (!isTextWithoutQuotes(scalar.value) || flow)) {
        scalar.type = flow && isPlain(scalar) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document;
}

function isPlain(scalar: unknown): boolean {
  return isScalar(scalar) && /^[\w./-]+$/.test(String(scalar.value)) && isTextWithoutQuotes(String(scalar.value));
}
