/** The comment on a pull request: the job summary's page within a comment's limit, and the marker that finds it again. */
import type { Report } from '../report/report.js';
import type { Job } from './context.js';

/** GitHub accepts 65,536 characters; a text never has fewer bytes than that. */
const MAX_BYTES = 65_536;
/** The longest name in the marker, in UTF-16 units: longer than names of files and URLs. */
const MAX_NAME_LENGTH = 500;

/** The hidden line that a comment begins with, by which it is found again: one for each step of a job and run. */
export function markerOf({ workflow, id, step }: Pick<Job, 'workflow' | 'id' | 'step'>, run: string): string {
  return `<!-- testsigma-override-action workflow=${word(workflow)} job=${word(id)} step=${word(step)} run=${word(run)} -->`;
}

/** A text without spaces and without what could end an HTML comment. */
function word(text: string): string {
  return encodeURIComponent(text.slice(0, MAX_NAME_LENGTH).toWellFormed()).replaceAll('-', '%2D');
}

/**
 * The comment as Markdown, with the marker first; never longer than GitHub accepts.
 *
 * @param renderPage renders the summary's page in at most so many bytes
 */
export function renderPullRequestComment(
  report: Report,
  marker: string,
  renderPage: (maxBytes: number) => string,
): string {
  const end = footer(report);
  const page = renderPage(MAX_BYTES - Buffer.byteLength(`${marker}\n\n${end}\n`));
  return `${marker}\n${page}\n${end}\n`;
}

/** When the step ended, and a link to its workflow run. */
function footer({ workflowRun, finishedAt }: Report): string {
  const when = `${new Date(finishedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const link = workflowRun === '' ? '' : ` · [workflow run](${workflowRun})`;
  return `<sub>${when}${link}</sub>`;
}
