import mermaid from 'mermaid';

let count = 0;

/** Settings of a picture. */
export interface Picture {
  readonly isDark: boolean;
  /** Whether the place for the picture is rather high than wide. */
  readonly isHigh: boolean;
}

/**
 * Draws a Mermaid flowchart. The page loads this module when it shows the first graph.
 *
 * @param text text of the flowchart
 * @returns text of an SVG
 */
export async function draw(text: string, { isDark, isHigh }: Picture): Promise<string> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'system-ui, sans-serif',
    htmlLabels: false,
    flowchart: { nodeSpacing: 24, rankSpacing: 60, wrappingWidth: 400 },
  });
  count += 1;
  const { svg } = await mermaid.render(
    `flowchart-${count}`,
    isHigh ? text.replace(/^flowchart LR/, 'flowchart TB') : text,
  );
  return svg;
}
