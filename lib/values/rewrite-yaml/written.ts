import { Document, isCollection, Scalar, visit } from 'yaml';
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

/** Returns a value as one line, in brackets if it is a list or a map. */
export function inlineOf(value: unknown): string {
  const document = documentOf(value);
  if (isCollection(document.contents)) {
    document.contents.flow = true;
  }
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: 'null' });
  return text.trimEnd().replace(/(?<!\s)\s*\n\s*/g, ' ');
}

function documentOf(value: unknown): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      const { value: text } = scalar;
      if (typeof text === 'string' && (text.includes('\n') || !isTextWithoutQuotes(text))) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document;
}
