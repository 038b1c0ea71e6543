import mermaid from 'mermaid';

let count = 0;

/**
 * Draws a Mermaid flowchart. The page loads this module when it shows the first graph.
 *
 * @param text text of the flowchart
 * @param isDark whether the page is dark
 * @returns text of an SVG
 */
export async function draw(text: string, isDark: boolean): Promise<string> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'system-ui, sans-serif',
    htmlLabels: false,
    flowchart: { nodeSpacing: 24, rankSpacing: 60 },
  });
  count += 1;
  const { svg } = await mermaid.render(`flowchart-${count}`, text);
  return svg;
}
