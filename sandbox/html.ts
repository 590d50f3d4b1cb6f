/** Job summaries as one HTML page that a browser shows without a network. */
import { marked } from 'marked';

/** The page. Summaries escape what came from outside; the policy of the page allows neither scripts nor requests. */
export function summaryPage(title: string, summaries: readonly string[]): string {
  const parts = summaries.map((markdown) => withAlerts(marked.parse(markdown, { async: false, gfm: true })));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main>${parts.join('<hr>\n')}</main>
</html>
`;
}

/** GitHub's alerts, which Markdown itself does not know. */
function withAlerts(html: string): string {
  return html.replace(
    /<blockquote>\s*<p>\[!([A-Z]+)\]\n/g,
    (_, kind: string) => `<blockquote class="${kind.toLowerCase()}"><p>`,
  );
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .4rem .8rem; text-align: left; }
pre { overflow-x: auto; background: #8882; padding: .8rem; border-radius: 6px; }
blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: 4px solid #888; }
blockquote.caution { border-color: #cf222e; }
blockquote.warning { border-color: #bf8700; }
blockquote.note { border-color: #0969da; }
`;
