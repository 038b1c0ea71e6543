import { describeUrl } from '../../../backstage/secrets';
import { describe } from '../../../util/describe';
import { isTextWithoutQuotes } from '../../../values/helm-yaml';
import type { RuleViolation } from '../../../values/rules/rule';
import type { ChartRule } from '../subject';
import { unquotedValues } from '../unquoted-values';

/** The chart writes these texts without quotes. This package writes them with quotes. */
export const unquotedTexts: ChartRule = {
  id: 'unquoted-texts',
  severity: 'error',
  about: 'In `exact`, Helm reads the texts that the chart writes without quotes as the same texts.',
  *check(subject): Iterable<RuleViolation> {
    if (!subject.reproduces('unquoted-texts')) {
      return;
    }
    for (const [path, text] of Object.entries(unquotedValues(subject))) {
      if (text && !isTextWithoutQuotes(text)) {
        yield {
          path,
          message: `must be a text that YAML reads unchanged without quotes, because the chart writes none, got ${shown(path, text)}`,
          fix: "choose another text, or use --correct unquoted-texts (fidelity: ['unquoted-texts']), which adds the quotes",
          defect: 'unquoted-texts',
        };
      }
    }
  },
};

function shown(path: string, text: string): string {
  // Users may write the secret instead of its key.
  return path === API_URL ? describeUrl(text) : describe(text, path === SECRET_KEY);
}

const API_URL = 'backstage.openchoreoApi.url';
const SECRET_KEY = 'backstage.auth.serviceClientSecretKey';
