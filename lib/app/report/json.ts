import type { Report } from './report';

/** Returns a report as the JSON document that `schema/report.schema.json` describes. */
export function jsonReport({ findings, differences, effects }: Report): string {
  return `${JSON.stringify({ findings, differences, effects }, null, 2)}\n`;
}
