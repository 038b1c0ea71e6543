import { describeUrl } from '../../../backstage/secrets';
import { describe } from '../../../util/describe';
import { isTextWithoutQuotes } from '../../../values/helm-yaml';
import type { ChartRule } from '../subject';
import { unquotedValues } from '../unquoted-values';

/** The chart writes these texts without quotes. This package writes them with quotes. */
export const unquotedTexts: ChartRule = {
  id: 'unquoted-texts',
  severity: 'error',
  about: 'In `exact`, Helm reads the texts that the chart writes without quotes as the same texts.',
  *check(subject) {
    if (!subject.reproduces('unquoted-texts')) {
      return;
    }
    for (const [path, text] of Object.entries(unquotedValues(subject))) {
      if (text && !isTextWithoutQuotes(text)) {
        yield {
          path,
          message: `must be a text without quotes in YAML, because the chart writes no quotes, got ${path === API_URL ? describeUrl(text) : describe(text)}`,
          fix: 'choose another text, or use --correct unquoted-texts, which writes it with quotes',
        };
      }
    }
  },
};

const API_URL = 'backstage.openchoreoApi.url';
