/** The form that GitHub shows for a workflow on `workflow_dispatch`, as a page of its own. */
import { load } from 'js-yaml';

/** @typedef {{ description: string, type: string, required?: boolean, default?: string, options?: string[] }} Field */
/** @typedef {{ on: { workflow_dispatch: { inputs: Record<string, Field> } } }} Workflow */

/** What a person typed. @type {Readonly<Record<string, string>>} */
const TYPED = {
  'run-id': 'https://app.testsigma.com/ui/td/runs/239',
  results: '{Search finds products: passed, 3649: failed}',
};

/**
 * @param {string} workflow the text of the workflow
 * @param {import('./github-page.js').Theme} theme
 */
export function formPage(workflow, theme) {
  const { on } = /** @type {Workflow} */ (load(workflow));
  const fields = Object.entries(on.workflow_dispatch.inputs).map(([name, field]) => fieldOf(name, field));
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<meta charset="utf-8">
<link rel="stylesheet" href="/@fontsource-variable/noto-sans/wght.css">
<style>${STYLE}${theme === 'dark' ? DARK : ''}</style>
<main>
<label>Use workflow from<span class="select small">Branch: main</span></label>
${fields.join('\n')}
<button>Run workflow</button>
</main>
</html>
`;
}

/** @param {string} name @param {Field} field */
function fieldOf(name, { description, type, required, default: initial = '' }) {
  if (type === 'boolean')
    return `<label class="box"><input type="checkbox" checked>${escaped(description)}</label>`;
  const label = `${escaped(description)}${required ? ' <b>*</b>' : ''}`;
  const value = escaped(TYPED[name] ?? initial);
  return `<label>${label}<span class="${type === 'choice' ? 'select' : 'text'}">${value}</span></label>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root { --text: #1f2328; --back: #fff; --field: #fff; --line: #d1d9e0; }
body { margin: 0; background: var(--back); }
main { padding: 20px; font: 14px/1.45 'Noto Sans Variable', sans-serif; color: var(--text); background: var(--back); }
label { display: block; margin-bottom: 14px; font-weight: 600; }
b { color: #cf222e; }
.text, .select { display: block; box-sizing: border-box; margin-top: 6px; padding: 5px 12px; font-weight: 400;
  border: 1px solid var(--line); border-radius: 6px; background: var(--field); white-space: nowrap; overflow: hidden; }
.select::after { content: '▾'; float: right; }
.small { width: 160px; font-size: 12px; }
.box { font-weight: 400; }
.box input { margin: 0 8px 0 0; accent-color: #0969da; vertical-align: -1px; }
button { padding: 6px 16px; font: inherit; font-weight: 600; color: #fff; background: #1f883d; border: 0; border-radius: 6px; }
`;
const DARK = `
:root { --text: #f0f6fc; --back: #0d1117; --field: #151b23; --line: #3d444d; }
`;
